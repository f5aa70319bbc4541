package io.gleaner.analysis;

import io.gleaner.model.Known;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Question 1, where is the upgrade, with the auto-resume answer.
 *
 * @param name empty when only traces are left and none names it
 * @param phase where it is, or where it stopped
 * @param failure what failed in the words of the object; null when nothing did
 * @param worryAfter when what goes on now becomes slow, an estimate; null when nothing goes on, or nothing allows one
 */
public record UpgradeAssessment(
        String name,
        Engine engine,
        String from,
        String to,
        State state,
        Phase phase,
        Pace pace,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        AutoResume autoResume,
        List<PhaseProgress> phases,
        List<NodeAssessment> nodes,
        @Nullable Text failure,
        @Nullable Instant worryAfter) {

    /** Without a time to worry after. */
    public UpgradeAssessment(
            String name,
            Engine engine,
            String from,
            String to,
            State state,
            Phase phase,
            Pace pace,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            AutoResume autoResume,
            List<PhaseProgress> phases,
            List<NodeAssessment> nodes,
            @Nullable Text failure) {
        this(name, engine, from, to, state, phase, pace, startedAt, endedAt, autoResume, phases, nodes, failure, null);
    }

    /** The upgrade engine; JSON says {@code v1} or {@code v2}. */
    public enum Engine {
        V1,
        V2
    }

    /** Where the whole upgrade stands; ABORTED: the object is gone but its traces are not. */
    public enum State {
        RUNNING,
        PAUSED,
        SUCCEEDED,
        FAILED,
        CANCELLING,
        ABORTED
    }

    /** The {@code upgrade.assessment} of the contract: how it is getting on. */
    public enum Pace {
        PROGRESSING,
        SLOW,
        STALLED,
        FAILED,
        ABORTED,
        COMPLETED
    }

    /** Will Harvester un-pause the charts by itself, and why (not). */
    public record AutoResume(Known expected, Text reason) {}

    /**
     * One node; {@code state} is Harvester's own text.
     *
     * @param message Harvester's own text, else what the node waits for; null when there is nothing to say
     */
    public record NodeAssessment(
            String name, String state, Pace pace, @Nullable Text message) {
        static NodeAssessment of(NodeUpgrade node, Pace pace, @Nullable Text waitsFor) {
            String words = node.message().isEmpty() ? node.reason() : node.message();
            return new NodeAssessment(
                    node.node(),
                    node.state(),
                    pace,
                    words.isEmpty() ? waitsFor : Text.of("analysis.nodes.says", words));
        }
    }

    public UpgradeAssessment {
        phases = List.copyOf(phases);
        nodes = List.copyOf(nodes);
    }

    /** Whether work is still going on, so that much that looks broken is normal. */
    public boolean isUnderWay() {
        return state == State.RUNNING || state == State.PAUSED || state == State.CANCELLING;
    }
}
