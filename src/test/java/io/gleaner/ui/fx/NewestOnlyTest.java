package io.gleaner.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NewestOnlyTest {
    private final List<Integer> delivered = new CopyOnWriteArrayList<>();

    @Test
    void burstArrivesAsItsFirstAndItsLast() {
        CountDownLatch firstIsAtWork = new CountDownLatch(1);
        CountDownLatch burstIsOver = new CountDownLatch(1);
        UnaryOperator<Integer> slowForTheFirst = value -> {
            if (value == 1) {
                firstIsAtWork.countDown();
                pass(burstIsOver);
            }
            return value;
        };
        try (NewestOnly<Integer, Integer> bridge =
                new NewestOnly<>(Duration.ofMillis(1), slowForTheFirst, Runnable::run, delivered::add)) {
            bridge.accept(1);
            pass(firstIsAtWork);
            for (int value = 2; value <= 1000; value++) {
                bridge.accept(value);
            }
            burstIsOver.countDown();

            await().until(() -> delivered.contains(1000));
            assertThat(delivered).containsExactly(1, 1000);
        }
    }

    @Test
    void deliveriesKeepTheirDistance() {
        List<Long> times = new CopyOnWriteArrayList<>();
        try (NewestOnly<Integer, Integer> bridge =
                new NewestOnly<>(Duration.ofMillis(80), UnaryOperator.identity(), Runnable::run, value -> {
                    times.add(System.nanoTime());
                    delivered.add(value);
                })) {
            bridge.accept(1);
            await().until(() -> delivered.contains(1));
            bridge.accept(2);
            await().until(() -> delivered.contains(2));

            assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    @Test
    void failureOfOneValueDoesNotStopTheNext() {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        try (NewestOnly<Integer, Integer> bridge = new NewestOnly<>(
                Duration.ZERO,
                value -> 10 / value,
                work -> {
                    try {
                        work.run();
                    } catch (ArithmeticException failure) {
                        reported.add(failure);
                    }
                },
                delivered::add)) {
            bridge.accept(0);
            await().until(() -> reported.size() == 1);
            bridge.accept(5);

            await().until(() -> delivered.equals(List.of(2)));
        }
    }

    @Test
    void closedBridgeDeliversNothing() {
        NewestOnly<Integer, Integer> bridge =
                new NewestOnly<>(Duration.ZERO, UnaryOperator.identity(), Runnable::run, delivered::add);
        bridge.close();

        bridge.accept(1);

        assertThat(delivered).isEmpty();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
