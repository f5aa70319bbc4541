package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Has Rancher download the chart index again: {@code spec.forceUpdate} of a ClusterRepo counts when it is later than the last
 * download and not in the future. Takes no undo: an index is only a copy.
 *
 * @param seen the last download when the plan was made; empty when there was none
 * @param awaited charts that must resolve by it
 */
record RefreshIndex(ObjectRef target, String uid, String seen, List<ObjectRef> awaited) implements Operation {
    RefreshIndex {
        awaited = List.copyOf(awaited);
    }

    @Override
    public Risk risk() {
        return Risk.NONE;
    }

    /** A step that follows others wants an index from after them, so a download since the plan was made does not do. */
    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        Instant downloaded = time(live, "/status/downloadTime");
        if (step.turn() == PlanStep.Turn.AT_ONCE && downloaded.isAfter(time(seen))) {
            return Change.nothing();
        }
        Instant before = downloaded.equals(Instant.EPOCH) ? time(live, "/metadata/creationTimestamp") : downloaded;
        return Change.of(live, uid)
                .same("/status/downloadTime")
                .set("/spec/forceUpdate", before.plusSeconds(1).toString())
                .asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new SameObjectGuard(), new ChartServerReadyGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        List<Expectation> expectations = new ArrayList<>();
        expectations.add(Expectation.of(
                target,
                live -> time(live, "/status/downloadTime").isAfter(time(seen))
                        && !time(live, "/status/downloadTime").isBefore(time(live, "/spec/forceUpdate")),
                live -> Text.of(
                        "recovery.verify.notDownloaded",
                        target,
                        live.text("/status/downloadTime"),
                        Redaction.of(LiveConditions.message(live.json(), "Downloaded")))));
        awaited.forEach(chart -> expectations.add(Expectation.condition(chart, "Defined")));
        return expectations;
    }

    @Override
    public List<Right> reads() {
        List<Right> rights = new ArrayList<>(Right.toFollow(target));
        if (!awaited.isEmpty()) {
            rights.addAll(
                    Right.toRead(ResourceKind.MANAGED_CHART, awaited.getFirst().namespace()));
        }
        return rights;
    }

    private static Instant time(LiveObject live, String pointer) {
        return time(live.text(pointer));
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
