package dev.cajal.grad.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which parts of an expression occur more than once. */
final class Sharing {

  private Sharing() {}

  /** Returns the distinct parts, operands first. */
  static List<Expression> postorder(Expression root) {
    List<Expression> order = new ArrayList<>();
    Set<Expression> opened = new HashSet<>();
    Set<Expression> done = new HashSet<>();
    Deque<Expression> stack = new ArrayDeque<>();
    stack.push(root);
    while (!stack.isEmpty()) {
      Expression top = stack.peek();
      if (opened.add(top)) {
        top.operands().reversed().forEach(stack::push);
      } else {
        stack.pop();
        if (done.add(top)) {
          order.add(top);
        }
      }
    }
    return order;
  }

  /** Returns names t1, t2, … for the parts worth computing once, operands first. */
  static Map<Expression, String> named(Expression root) {
    Map<Expression, Integer> uses = new HashMap<>();
    List<Expression> order = postorder(root);
    for (Expression part : order) {
      part.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum));
    }
    Map<Expression, String> names = new LinkedHashMap<>();
    for (Expression part : order) {
      if (uses.getOrDefault(part, 0) > 1 && part.size() > 2 && !isCondition(part)) {
        names.put(part, "t" + (names.size() + 1));
      }
    }
    return Collections.unmodifiableMap(names);
  }

  private static boolean isCondition(Expression part) {
    return part.is(Kind.LESS) || part.is(Kind.LESS_OR_EQUAL) || part.is(Kind.EQUAL);
  }
}
