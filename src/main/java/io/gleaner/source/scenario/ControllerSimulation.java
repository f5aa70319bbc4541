package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.scenario.SimulatedWrite.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the {@link SimulatedControllers} work on a cluster, each write after the time it takes. It has neither thread nor
 * clock: whoever drives it calls {@link #step} with the time of the cluster, from one thread.
 */
public final class ControllerSimulation {
    /** The cluster it works on: in memory, or a real API server behind a small adapter. */
    public interface Api extends ClusterView {
        /**
         * Makes the request.
         *
         * @throws ClusterRequestException when it is refused; a CONFLICT, a NOT_FOUND or an INVALID is met by computing anew
         */
        void write(SimulatedWrite write);
    }

    private record Intent(Action action, ObjectRef ref, String manager) {
        static Intent of(SimulatedWrite write) {
            return new Intent(write.action(), write.ref(), write.manager());
        }
    }

    private final Api api;
    private final Set<String> silenced = ConcurrentHashMap.newKeySet();
    private Map<Intent, Instant> wantedSince = Map.of();

    public ControllerSimulation(Api api) {
        this.api = api;
    }

    /** From now on nobody does anything about this ManagedChart, its Bundle and its release. */
    public void silence(String chart) {
        silenced.add(chart);
    }

    /** Ends {@link #silence}. */
    public void answer(String chart) {
        silenced.remove(chart);
    }

    /**
     * Makes the writes that are due, one for each object at most.
     *
     * @return when to call again, in the cluster's time; empty when nothing is left to do until somebody changes something
     */
    public Optional<Duration> step(Instant now) {
        Map<Intent, SimulatedWrite> wanted = SimulatedControllers.reconcile(api, now).stream()
                .filter(write -> !silenced.contains(write.chart()))
                .collect(Collectors.toMap(Intent::of, Function.identity(), (first, _) -> first, LinkedHashMap::new));
        Map<Intent, Instant> since = new HashMap<>();
        wanted.keySet().forEach(intent -> since.put(intent, wantedSince.getOrDefault(intent, now)));
        wantedSince = since;
        List<SimulatedWrite> due = wanted.values().stream()
                .filter(write -> !dueTime(write).isAfter(now))
                .sorted(Comparator.comparing(this::dueTime))
                .toList();
        Set<ObjectRef> written = new HashSet<>();
        for (SimulatedWrite write : due) {
            if (written.add(write.ref())) {
                wantedSince.remove(Intent.of(write));
                make(write);
            }
        }
        return due.isEmpty()
                ? wanted.values().stream()
                        .map(write -> Duration.between(now, dueTime(write)))
                        .min(Comparator.naturalOrder())
                : Optional.of(Duration.ZERO);
    }

    private Instant dueTime(SimulatedWrite write) {
        return wantedSince.getOrDefault(Intent.of(write), Instant.EPOCH).plus(write.after());
    }

    private void make(SimulatedWrite write) {
        try {
            api.write(write);
        } catch (ClusterRequestException refused) {
            switch (refused.reason()) {
                // Somebody was faster: the next step sees what they did.
                case CONFLICT, NOT_FOUND, INVALID -> {}
                default -> throw refused;
            }
        }
    }
}
