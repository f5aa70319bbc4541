package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ClusterWriterContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

class ScenarioWriterContractTest extends ClusterWriterContract {
    private final InMemoryCluster cluster =
            new InMemoryCluster(InstantSource.fixed(Instant.parse("2025-07-15T09:00:00Z")));

    @Override
    protected ClusterWriter writer() {
        return new ScenarioWriter(cluster, AccessPolicy.administrator());
    }

    @Override
    protected ClusterWriter restrictedWriter() {
        return new ScenarioWriter(cluster, AccessPolicy.readOnly("viewer", Set.of()));
    }

    @Override
    protected void seed(ObjectNode object) {
        cluster.create(object, "seed");
    }

    @Override
    protected void changeAsSomebody(ObjectRef ref, Consumer<ObjectNode> change) {
        ObjectNode object = cluster.get(ref);
        change.accept(object);
        cluster.update(object, "somebody");
    }

    @Override
    protected void changeStatusAsSomebody(ObjectRef ref, Consumer<ObjectNode> change) {
        ObjectNode object = cluster.get(ref);
        change.accept(object);
        cluster.updateStatus(object, "somebody");
    }
}
