package io.gleaner.source.live;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.ClusterWriter;
import io.gleaner.source.Observation;
import io.gleaner.source.Observation.Freshness;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real cluster. Its keeper, a thread, opens sessions, watches over the heartbeat and replaces a session whose server was lost;
 * what the sessions bring is told to the audience.
 */
final class LiveClusterSource implements ClusterSource {
    private static final Logger LOG = LoggerFactory.getLogger(LiveClusterSource.class);
    // A failure this young is an answer to whoever asks now; an older one is tried again first.
    private static final Duration FRESH_FAILURE = Duration.ofSeconds(5);
    // Refused watches are read by listing again; not more often than this.
    private static final Duration RENEWAL_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_READING = Duration.ofSeconds(60);
    private static final int READY_QUESTIONS = 5;

    private final Connection connection;
    private final ConnectionDoctor doctor;
    private final LiveClusterWriter writer;
    private final InstantSource clock;
    private final Pace pace;
    private final Audience audience;
    private final Signal attempts = new Signal();
    private final AtomicBoolean watchRefused = new AtomicBoolean();
    private final Thread keeper;

    private final Object lock = new Object();
    // All below under the lock.
    private @Nullable Session session;
    private @Nullable SourceException problem;
    private Instant problemSince = Instant.MIN;
    private Instant lastContact = Instant.MIN;
    private @Nullable Observation latest;
    private boolean isClosed;

    LiveClusterSource(Connection connection, InstantSource clock, Pace pace) {
        this.connection = connection;
        this.doctor = new ConnectionDoctor(connection.context());
        this.writer = new LiveClusterWriter(connection);
        this.clock = clock;
        this.pace = pace;
        audience = new Audience(this::observation, pace.fold());
        keeper = Thread.ofVirtual().name("cluster-keeper").start(this::keep);
    }

    @Override
    public ClusterState load(Duration timeout) {
        Session current = PoolAwareWait.run(() -> awaitFacts(timeout));
        RawObjects facts = current.facts();
        refuseUnusable(current);
        return ClusterStateMapping.map(facts, connection.origin(), clock.instant());
    }

    @Override
    public Subscription observe(Consumer<Observation> listener) {
        return audience.add(listener);
    }

    @Override
    public Optional<ClusterWriter> writer() {
        return Optional.of(writer);
    }

    @Override
    public void close() {
        Session last;
        synchronized (lock) {
            isClosed = true;
            last = session;
            session = null;
            lock.notifyAll();
        }
        audience.close();
        keeper.interrupt();
        writer.close();
        if (last != null) {
            last.close();
        }
    }

    /** Waits for all facts; where the time is over, for those there are. */
    private Session awaitFacts(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Session current = awaitSession(deadline);
        try {
            if (!current.awaitComplete(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                LOG.info("Some kinds are still being read");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw doctor.timeout();
        }
        return current;
    }

    private Session awaitSession(long deadline) {
        Instant asked = clock.instant();
        synchronized (lock) {
            attempts.raise();
            while (session == null) {
                if (problem != null && problemSince.isAfter(asked.minus(FRESH_FAILURE))) {
                    throw problem;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (isClosed || left <= 0) {
                    throw problem == null ? doctor.timeout() : problem;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw doctor.timeout();
                }
            }
            return session;
        }
    }

    /** A server that answers may still be the wrong one, or show nothing at all to this user. */
    private void refuseUnusable(Session current) {
        List<ScopeReading> readings = current.readings();
        if (readings.stream().map(ScopeReading::coverage).noneMatch(Coverage::wasRead)) {
            for (ScopeReading reading : readings) {
                Throwable failure = reading.failure();
                if (failure != null && reading.coverage().status() != CoverageStatus.NOT_INSTALLED) {
                    throw doctor.diagnose(failure);
                }
            }
            throw doctor.noKubernetes();
        }
        if (!isHarvester(current)) {
            throw doctor.noHarvester();
        }
    }

    private static boolean isHarvester(Session session) {
        return session.readings().stream()
                .filter(reading -> reading.kind() == ResourceKind.UPGRADE)
                .noneMatch(reading -> reading.coverage().status() == CoverageStatus.NOT_INSTALLED);
    }

    private void keep() {
        try {
            while (true) {
                Session next;
                try {
                    next = openSession();
                } catch (SourceException e) {
                    lost(e);
                    attempts.await(needsPerson(e) ? pace.slow() : pace.heartbeat());
                    continue;
                }
                if (!install(next)) {
                    return;
                }
                watchOver(next);
            }
        } catch (InterruptedException _) {
            LOG.debug("The source is closed");
        }
    }

    private Session openSession() throws InterruptedException {
        Session opened = Session.open(connection, doctor, pace, audience::stir, () -> watchRefused.set(true));
        try {
            boolean hadFacts = hasFacts();
            // After a loss the old facts stand until the server is through with starting; at first a look is worth
            // more.
            for (int question = 0; question < READY_QUESTIONS && hadFacts && !opened.isReady(); question++) {
                attempts.await(pace.heartbeat());
            }
            // At first a part is better than nothing; later it would hide what was known before.
            boolean isReadable = !hadFacts && opened.awaitComplete(pace.firstPicture())
                    || !hadFacts && opened.hasRead(ResourceKind.UPGRADE)
                    || opened.awaitComplete(LONGEST_READING);
            opened.heartbeat();
            if (!isReadable || opened.readings().stream().allMatch(LiveClusterSource::isTransient)) {
                throw opened.readings().stream()
                        .map(ScopeReading::failure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(doctor::diagnose)
                        .orElseGet(doctor::timeout);
            }
            if (!isHarvester(opened) && !opened.isReady()) {
                throw doctor.starting();
            }
            return opened;
        } catch (InterruptedException | RuntimeException e) {
            opened.close();
            switch (e) {
                case InterruptedException interrupted -> throw interrupted;
                default -> throw doctor.diagnose(e);
            }
        }
    }

    private static boolean isTransient(ScopeReading reading) {
        return reading.coverage().status() == CoverageStatus.FAILED;
    }

    /** Returns when the session has to be replaced: by then it is closed if its server was lost. */
    private void watchOver(Session current) throws InterruptedException {
        Instant opened = clock.instant();
        while (true) {
            attempts.await(pace.heartbeat());
            try {
                current.heartbeat();
                contact();
            } catch (ClusterRequestException | SourceException first) {
                // One miss may be a hiccup, but watches may have died in it: then at least they are made anew.
                try {
                    current.heartbeat();
                    contact();
                    return;
                } catch (ClusterRequestException | SourceException second) {
                    lost(doctor.diagnose(second));
                    return;
                }
            }
            if (clock.instant().isAfter(opened.plus(RENEWAL_REST)) && watchRefused.getAndSet(false)) {
                return;
            }
        }
    }

    private boolean install(Session next) {
        Session previous;
        synchronized (lock) {
            previous = session;
            if (!isClosed) {
                session = next;
                problem = null;
                lastContact = clock.instant();
                lock.notifyAll();
            }
        }
        if (isClosed()) {
            next.close();
            return false;
        }
        if (previous != null) {
            previous.close();
        }
        audience.stir();
        return true;
    }

    private void lost(SourceException cause) {
        Session previous;
        synchronized (lock) {
            previous = session;
            session = null;
            problem = cause;
            problemSince = clock.instant();
            lock.notifyAll();
        }
        if (previous != null) {
            previous.close();
        }
        audience.stir();
    }

    private void contact() {
        boolean isDue;
        synchronized (lock) {
            lastContact = clock.instant();
            isDue = latest != null && !latest.state().asOf().plus(pace.tick()).isAfter(lastContact);
        }
        if (isDue) {
            audience.stir();
        }
    }

    private boolean hasFacts() {
        synchronized (lock) {
            return latest != null;
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return isClosed;
        }
    }

    private static boolean needsPerson(SourceException problem) {
        return switch (problem.problem()) {
            case UNREACHABLE, OTHER, FORBIDDEN -> false;
            default -> true;
        };
    }

    /** The newest facts with their freshness; called by the audience. */
    private @Nullable Observation observation() {
        Session current;
        synchronized (lock) {
            current = session;
            if (current == null) {
                if (latest != null && problem != null) {
                    // Events may have come after the last heartbeat.
                    Instant asOf = latest.state().asOf();
                    Freshness stale =
                            new Freshness.Stale(asOf.isAfter(lastContact) ? asOf : lastContact, problem.what());
                    if (!latest.freshness().equals(stale)) {
                        latest = new Observation(latest.state(), stale);
                    }
                }
                return latest;
            }
        }
        ClusterState state = ClusterStateMapping.map(current.facts(), connection.origin(), clock.instant());
        synchronized (lock) {
            // Lost while mapping: the next round says so.
            if (session == current) {
                latest = new Observation(state, new Freshness.Live());
            }
            return latest;
        }
    }
}
