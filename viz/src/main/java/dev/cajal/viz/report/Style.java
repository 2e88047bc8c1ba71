package dev.cajal.viz.report;

import dev.cajal.viz.Theme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet of reports, and the policy that lets a browser load that and nothing else. */
final class Style {
  static final String SHEET = Theme.css() + page();

  private Style() {}

  /** The content security policy: no script, no network; pictures inside the file; this sheet. */
  static String policy() {
    return "default-src 'none'; img-src data:; style-src 'sha256-"
        + digest()
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(SHEET.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String page() {
    return """
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--text);
      font:15px/1.5 system-ui,sans-serif}
    header,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
    header{padding-top:36px}
    h1{font-size:32px;line-height:1.2;margin:0}
    h2{font-size:20px;margin:0 0 12px}
    h3{font-size:15px;margin:20px 0 4px}
    p{margin:4px 0 12px;max-width:75ch}
    .kicker{color:var(--muted);font-size:13px;margin:0 0 4px}
    .lead{font-size:18px;margin:6px 0 4px}
    .finding{border-left:3px solid var(--orange);padding-left:12px}
    .note{color:var(--muted);font-size:13px}
    nav{margin:20px 0 0;padding:10px 0;border-top:1px solid var(--grid);
      border-bottom:1px solid var(--grid)}
    nav a{margin-right:20px;white-space:nowrap}
    a{color:var(--blue)}
    .tiles{display:flex;flex-wrap:wrap;gap:10px;margin:20px 0 0}
    .tiles div{flex:1 1 auto;min-width:84px;background:var(--panel);border-radius:8px;
      padding:12px 14px}
    .tiles dt{color:var(--muted);font-size:13px}
    .tiles dd{margin:0;font-size:22px;font-weight:600;font-variant-numeric:tabular-nums}
    section{padding:32px 0 8px}
    .pair{display:flex;flex-wrap:wrap;gap:16px 24px;align-items:flex-start}
    figure{margin:0 0 16px;max-width:100%;overflow-x:auto}
    .drawn{margin-left:-16px}
    .pair .drawn svg{max-width:100%;height:auto}
    figure svg,figure img{display:block}
    figure img{image-rendering:pixelated}
    figcaption{color:var(--muted);font-size:13px;margin-top:6px}
    .scroll{overflow-x:auto;max-width:100%;margin:0 0 16px}
    table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
    th,td{padding:5px 12px;border-bottom:1px solid var(--grid);text-align:left;
      vertical-align:middle;white-space:nowrap}
    th{color:var(--muted);font-weight:600;font-size:13px}
    td.n,th.n{text-align:right}
    td.wrap{white-space:normal;overflow-wrap:break-word}
    td svg{display:block}
    .contents{width:100%}
    .contents td:first-child{width:184px}
    tfoot td{font-weight:600;border-bottom:0}
    pre{background:var(--panel);border-radius:8px;padding:14px 16px;margin:0 0 16px;
      overflow-x:auto;white-space:pre-wrap;font:13px/1.5 ui-monospace,monospace}
    footer{color:var(--muted);font-size:13px;padding-top:24px;padding-bottom:40px}
    @media print{section{break-inside:avoid}nav{display:none}}
    """;
  }
}
