package dev.cajal.cpu.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TeamTest {
  @Test
  void runsEveryPartExactlyOnce() {
    for (int parts : new int[] {1, 2, 3, 7, 64}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(parts);
      Team.run(parts, (part, of) -> runs.addAndGet(part, of));
      for (int part = 0; part < parts; part++) {
        assertThat(runs.get(part)).isEqualTo(parts);
      }
    }
  }

  @Test
  void javaThreadsRunEveryPartExactlyOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(50);
    new JavaCrew(3).run(50, (part, of) -> runs.incrementAndGet(part));
    for (int part = 0; part < 50; part++) {
      assertThat(runs.get(part)).isEqualTo(1);
    }
  }

  @Test
  void taskInsideATaskRunsOnTheThreadOfThatTask() {
    AtomicIntegerArray runs = new AtomicIntegerArray(6);
    Team.run(2, (outer, o) -> Team.run(3, (inner, i) -> runs.incrementAndGet(outer * 3 + inner)));
    for (int part = 0; part < 6; part++) {
      assertThat(runs.get(part)).isEqualTo(1);
    }
  }

  @Test
  void whatAPartThrowsReachesTheCaller() {
    Team.Task task =
        (part, parts) -> {
          if (part == parts - 1) {
            throw new IllegalStateException("part " + part);
          }
        };
    assertThatThrownBy(() -> Team.run(4, task)).hasMessage("part 3");
    assertThatThrownBy(() -> new JavaCrew(2).run(4, task)).hasMessage("part 3");
    runsEveryPartExactlyOnce();
  }

  @Test
  void threadsThatTheCallerStartsAreNotBoundToOneProcessor() throws InterruptedException {
    int before = Runtime.getRuntime().availableProcessors();
    int[] after = new int[1];
    Team.run(2, (part, parts) -> {});
    Thread child = new Thread(() -> after[0] = Runtime.getRuntime().availableProcessors());
    child.start();
    child.join();
    assertThat(after[0]).isEqualTo(before);
  }

  @Test
  void sizeIsTheFirstSettingThatIsAPositiveNumber() {
    assertThat(Team.sizeFrom("3", "5", 8)).isEqualTo(3);
    assertThat(Team.sizeFrom(null, "5", 8)).isEqualTo(5);
    assertThat(Team.sizeFrom("none", "4,2", 8)).isEqualTo(8);
    assertThat(Team.sizeFrom("0", null, 2)).isEqualTo(2);
  }
}
