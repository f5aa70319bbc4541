package io.gleaner.cli;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.change.Comparison;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.JournalException;
import io.gleaner.recovery.UnfinishedRuns;
import io.gleaner.recovery.guardian.Guardian;
import io.gleaner.recovery.guardian.GuardianNews;
import io.gleaner.recovery.guardian.Watch;
import io.gleaner.source.ClusterSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster that a command works on. Opening it tells first of a run on it that was cut short. */
final class OpenCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final ClusterSource source;
    private final ClusterState state;
    private final Assessment assessment;

    private OpenCluster(Terminal terminal, ClusterSource source, ClusterState state) {
        this.terminal = terminal;
        this.source = source;
        this.state = state;
        this.assessment = Assessor.assess(state);
    }

    static OpenCluster open(Terminal terminal, SourceOptions options) {
        ClusterSource source = options.open(terminal);
        try {
            OpenCluster cluster = new OpenCluster(terminal, source, source.load(PATIENCE));
            cluster.tellOfRunsCutShort();
            return cluster;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The facts when the cluster was opened. */
    ClusterState state() {
        return state;
    }

    /** What they meant. */
    Assessment assessment() {
        return assessment;
    }

    /** What is different here from an earlier picture. */
    Comparison since(ClusterState earlier) {
        return Comparison.of(earlier, Assessor.assess(earlier), state, assessment);
    }

    /** What they mean now. */
    Assessment assessAgain() {
        return Assessor.assess(source.load(PATIENCE));
    }

    Origin origin() {
        return assessment.origin();
    }

    /** What was begun here and never ended; empty for a recording, which nobody can change. */
    Optional<UnfinishedRuns> unfinishedRuns() {
        return source.writer().map(writer -> new UnfinishedRuns(writer, origin(), journal(), clock()));
    }

    /** The one writer, with this cluster's journal. */
    Executor executor() {
        return source.writer()
                .map(writer -> new Executor(writer, origin(), journal(), clock()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.REFUSED, Text.of("cli.recording", origin().name()), Text.of("cli.recording.next")));
    }

    /** Tells what changes. */
    Watch watch(Consumer<GuardianNews> told) {
        return new Watch(source, told);
    }

    /** Resumes what an upgrade left paused, by itself. */
    Guardian guardian(Duration verifyTimeout, Consumer<GuardianNews> told) {
        return Guardian.of(
                source, executor(), origin(), terminal.surroundings().stateFolder(), verifyTimeout, clock(), told);
    }

    @Override
    public void close() {
        source.close();
    }

    private InstantSource clock() {
        return terminal.surroundings().clock();
    }

    private Journal journal() {
        return new Journal(terminal.surroundings().stateFolder());
    }

    private void tellOfRunsCutShort() {
        try {
            unfinishedRuns()
                    .map(UnfinishedRuns::all)
                    .orElse(List.of())
                    .forEach(run -> terminal.say(terminal.runText().cutShort(run)));
        } catch (JournalException e) {
            // A journal that cannot be read must not keep anybody from looking at the cluster.
            terminal.tell(e.what());
        }
    }
}
