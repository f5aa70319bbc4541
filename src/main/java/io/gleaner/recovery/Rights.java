package io.gleaner.recovery;

import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** What the user must be allowed to do for a plan to reach its end: the writes, and the reading of guards and verification. */
final class Rights {
    private Rights() {}

    /** @throws io.gleaner.source.ClusterRequestException when the server does not answer the question itself */
    static List<Preview.Permission> ask(ClusterWriter cluster, RecoveryPlan plan) {
        return neededFor(plan).map(right -> right.ask(cluster)).toList();
    }

    private static Stream<Right> neededFor(RecoveryPlan plan) {
        Stream<Right> writes = plan.steps().stream().map(step -> write(step.operation()));
        Stream<Right> reads = plan.steps().stream()
                .flatMap(step -> Stream.concat(
                        step.operation().reads().stream(),
                        step.operation().guards(step).stream().flatMap(guard -> guard.reads(step).stream())));
        return Stream.concat(writes, reads).distinct();
    }

    private static Right write(Operation operation) {
        var target = operation.target();
        return new Right(operation.verb(), ResourceKind.of(target), target.namespace(), target.name());
    }
}
