package io.gleaner.apiserver;

import io.fabric8.kubernetes.client.Watch;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.SimulatedControllers;
import io.gleaner.source.scenario.SimulatedWrite;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Rancher, Fleet and its agent at work on a real API server: the simulation of the built-in cluster, which looks at the same
 * objects and makes the same requests here. It takes no longer for anything than the server does.
 */
public final class SimulatedControllersOnApiServer implements AutoCloseable {
    private static final List<ResourceKind> LOOKED_AT = List.of(
            ResourceKind.MANAGED_CHART,
            ResourceKind.BUNDLE,
            ResourceKind.BUNDLE_DEPLOYMENT,
            ResourceKind.FLEET_CLUSTER,
            ResourceKind.APP,
            ResourceKind.CLUSTER_REPO,
            ResourceKind.CONFIG_MAP);
    private static final int MOST_ROUNDS = 100;

    private final Api api;
    private final BlockingQueue<Boolean> changes = new ArrayBlockingQueue<>(1);
    private final List<Watch> watches;
    private final Thread thread;

    private SimulatedControllersOnApiServer(Api api) {
        this.api = api;
        watches = LOOKED_AT.stream()
                .map(kind -> api.watch(kind, () -> changes.offer(true)))
                .toList();
        thread = Thread.ofVirtual().name("simulated-controllers").start(this::work);
    }

    /** From now on they answer to every change, until they are closed. */
    public static SimulatedControllersOnApiServer start(Api api) {
        return new SimulatedControllersOnApiServer(api);
    }

    /** Lets them do all there is to do now. */
    static void settle(Api api) {
        for (int round = 0; act(api); round++) {
            if (round == MOST_ROUNDS) {
                throw new AssertionError("the simulated controllers find no rest: "
                        + SimulatedControllers.reconcile(api::list, Instant.now()));
            }
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                changes.take();
                settle(api);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was something to do. */
    private static boolean act(Api api) {
        List<SimulatedWrite> writes = SimulatedControllers.reconcile(api::list, Instant.now());
        writes.forEach(write -> make(api, write));
        return !writes.isEmpty();
    }

    private static void make(Api api, SimulatedWrite write) {
        try {
            switch (write.action()) {
                case CREATE -> api.create(write.object(), write.manager());
                case UPDATE -> api.update(write.object(), write.manager());
                case UPDATE_STATUS -> api.updateStatus(write.object(), write.manager());
            }
        } catch (ClusterRequestException refused) {
            switch (refused.reason()) {
                // Somebody was faster; the next round sees what they did.
                case CONFLICT, NOT_FOUND, INVALID -> {}
                default -> throw refused;
            }
        }
    }
}
