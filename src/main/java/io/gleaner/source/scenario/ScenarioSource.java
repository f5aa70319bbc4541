package io.gleaner.source.scenario;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in cluster as a source. Its clock stands at the scenario's own start, and its simulated controllers rest, until
 * the first observer, write or wait.
 */
public final class ScenarioSource implements ClusterSource {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioSource.class);
    private static final Duration BURST = Duration.ofMillis(20);

    private final String name;
    private final ScenarioReading reading;
    private final InMemoryCluster cluster;
    private final ScenarioClock clock;
    private final ControllerSimulation simulation;
    private final ScenarioWriter writer;
    private final List<Consumer<Observation>> observers = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stepAsked = new AtomicBoolean();
    private final AtomicBoolean publicationAsked = new AtomicBoolean();
    private final Subscription changes;
    private Future<?> nextStep = CompletableFuture.completedFuture(null);

    ScenarioSource(
            String name,
            ScenarioReading reading,
            InMemoryCluster cluster,
            ScenarioClock clock,
            ControllerSimulation simulation,
            AccessPolicy access) {
        this.name = name;
        this.reading = reading;
        this.cluster = cluster;
        this.clock = clock;
        this.simulation = simulation;
        this.writer = new ScenarioWriter(cluster, access, this::start);
        // What is asked for after the end is not done.
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofVirtual().name("scenario-" + name).factory(), new DiscardPolicy());
        this.changes = cluster.watch(_ -> changed());
    }

    @Override
    public ClusterState load(Duration timeout) {
        Instant now = clock.instant();
        return ClusterStateMapping.map(
                reading.read(now), new Origin(Origin.Kind.SCENARIO, name, null, null, null), now);
    }

    @Override
    public Subscription observe(Consumer<Observation> listener) {
        start();
        AtomicBoolean open = new AtomicBoolean(true);
        Consumer<Observation> observer = observation -> {
            if (open.get()) {
                listener.accept(observation);
            }
        };
        // Joins on the source's own thread, so that it is never called twice at a time and misses nothing.
        run(() -> {
            observers.add(observer);
            observer.accept(observation());
        });
        return () -> {
            open.set(false);
            run(() -> observers.remove(observer));
        };
    }

    @Override
    public Optional<ClusterWriter> writer() {
        return Optional.of(writer);
    }

    @Override
    public void close() {
        changes.close();
        thread.shutdownNow();
    }

    /** The cluster itself, for drills and tests: what somebody else does to it goes in here. */
    public InMemoryCluster cluster() {
        return cluster;
    }

    /** From now on the simulated controllers do nothing about this ManagedChart. */
    public void silenceControllers(String chart) {
        simulation.silence(chart);
    }

    /** Ends {@link #silenceControllers}. */
    public void letControllersAnswer(String chart) {
        simulation.answer(chart);
        askForStep();
    }

    /** Puts something in the way of every later request of the writer. */
    public void filterRequests(RequestFilter filter) {
        writer.filterRequests(filter);
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            clock.start();
            askForStep();
        }
    }

    private void changed() {
        if (started.get()) {
            askForStep();
            if (!observers.isEmpty() && publicationAsked.compareAndSet(false, true)) {
                runAfter(BURST, this::publish);
            }
        }
    }

    private void askForStep() {
        if (started.get() && stepAsked.compareAndSet(false, true)) {
            run(this::step);
        }
    }

    private void step() {
        stepAsked.set(false);
        nextStep.cancel(false);
        simulation.step(clock.instant()).ifPresent(wait -> nextStep = runAfter(clock.realTime(wait), this::step));
    }

    private void publish() {
        publicationAsked.set(false);
        Observation observation = observation();
        observers.forEach(observer -> observer.accept(observation));
    }

    private Observation observation() {
        return new Observation(load(Duration.ZERO), new Observation.Freshness.Live());
    }

    private void run(Runnable task) {
        runAfter(Duration.ZERO, task);
    }

    private Future<?> runAfter(Duration delay, Runnable task) {
        return thread.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException failure) {
                        LOG.error("scenario {} stumbled", name, failure);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
