package io.gleaner.source.scenario;

import io.gleaner.source.ResourceKind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lets simulated controllers work on an {@link InMemoryCluster}. */
record InMemoryControllerApi(InMemoryCluster cluster) implements ControllerSimulation.Api {
    @Override
    public List<ObjectNode> list(ResourceKind kind) {
        return cluster.list(kind);
    }

    @Override
    public void write(SimulatedWrite write) {
        switch (write.action()) {
            case CREATE -> cluster.create(write.object(), write.manager());
            case UPDATE -> cluster.update(write.object(), write.manager());
            case UPDATE_STATUS -> cluster.updateStatus(write.object(), write.manager());
        }
    }
}
