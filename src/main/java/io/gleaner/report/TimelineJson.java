package io.gleaner.report;

import static io.gleaner.report.JsonForm.list;
import static io.gleaner.report.JsonForm.object;
import static io.gleaner.report.JsonForm.present;
import static io.gleaner.report.JsonForm.time;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.timeline.ChartBump;
import io.gleaner.analysis.timeline.JobRun;
import io.gleaner.analysis.timeline.NodeLane;
import io.gleaner.analysis.timeline.PastUpgrade;
import io.gleaner.analysis.timeline.StepProgress;
import io.gleaner.analysis.timeline.TimelineEntry;
import io.gleaner.analysis.timeline.Transition;
import io.gleaner.analysis.timeline.UpgradeTimeline;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract {@code gleaner.timeline/v1}: when an upgrade did what, for scripts, described by {@code timeline-v1.schema.json}
 * beside this class. Always English.
 */
public final class TimelineJson {
    public static final String SCHEMA = "gleaner.timeline/v1";

    private static final Phrasebook WORDS = Phrasebook.english();

    private TimelineJson() {}

    public static String write(Assessment assessment) {
        return JsonForm.written(tree(assessment));
    }

    public static ObjectNode tree(Assessment assessment) {
        UpgradeTimeline timeline = assessment.timeline();
        ObjectNode document = object().put("schema", SCHEMA).put("asOf", time(assessment.asOf()));
        UpgradeAssessment upgrade = assessment.upgrade();
        document.set("upgrade", upgrade == null ? null : upgrade(upgrade));
        document.set("phases", list(timeline.phases(), TimelineJson::phase));
        document.set("steps", list(timeline.steps(), TimelineJson::step));
        document.set("nodes", list(timeline.lanes(), TimelineJson::lane));
        document.set("jobs", list(timeline.jobs(), TimelineJson::job));
        document.set("charts", list(timeline.charts(), TimelineJson::chart));
        document.set("transitions", list(timeline.transitions(), TimelineJson::transition));
        document.set("entries", list(timeline.entries(), TimelineJson::entry));
        document.put("eventsOmitted", timeline.eventsOmitted());
        document.set("past", list(timeline.past(), TimelineJson::past));
        return document;
    }

    private static ObjectNode upgrade(UpgradeAssessment upgrade) {
        return object().put("name", present(upgrade.name()))
                .put("engine", upgrade.engine().name().toLowerCase(Locale.ROOT))
                .put("from", present(upgrade.from()))
                .put("to", present(upgrade.to()))
                .put("state", upgrade.state().name())
                .put("phase", upgrade.phase().name())
                .put("assessment", upgrade.pace().name())
                .put("startedAt", time(upgrade.startedAt()))
                .put("endedAt", time(upgrade.endedAt()));
    }

    private static ObjectNode phase(PhaseProgress phase) {
        ObjectNode node =
                object().put("id", phase.id().name()).put("state", phase.state().name());
        node.set("start", moment(phase.start(), phase.startCertainty()));
        node.set("end", moment(phase.end(), phase.endCertainty()));
        return node.put("seconds", seconds(phase.duration())).put("expectedEnd", time(phase.expectedEnd()));
    }

    private static ObjectNode step(StepProgress step) {
        return object().put("id", step.step().name())
                .put("state", step.state().name())
                .put("start", time(step.start()))
                .put("end", time(step.end()))
                .put("seconds", seconds(step.duration()))
                .put("certainty", step.certainty().name());
    }

    private static ObjectNode lane(NodeLane lane) {
        ObjectNode node = object().put("name", lane.node()).put("state", present(lane.state()));
        node.set("spans", list(lane.spans(), span -> {
            ObjectNode each = object().put("stage", span.stage().name())
                    .put("state", span.state().name());
            each.set("start", moment(span.start(), span.startCertainty()));
            each.set("end", moment(span.end(), span.endCertainty()));
            return each.put("seconds", seconds(span.duration())).put("failures", span.failures());
        }));
        return node;
    }

    private static ObjectNode job(JobRun run) {
        ObjectNode node = object().put("role", run.role().name());
        node.set("object", reference(run.job().metadata().ref()));
        node.put("node", present(run.node()))
                .put("state", run.state().name())
                .put("start", time(run.started()))
                .put("end", time(run.ended().orElse(null)))
                .put("failures", run.failures());
        node.set(
                "tries",
                list(
                        run.tries(),
                        each -> object().put("pod", each.pod().name())
                                .put("state", each.state().name())
                                .put("start", time(each.started()))
                                .put("end", time(each.finished()))
                                .put("problem", present(each.problem()))));
        return node;
    }

    private static ObjectNode chart(ChartBump bump) {
        ObjectNode node = object().put("chart", bump.chart())
                .put("version", present(bump.version()))
                .put("revision", bump.revision() > 0 ? Integer.valueOf(bump.revision()) : null)
                .put("status", present(bump.status()))
                .put("time", time(bump.time()))
                .put("certainty", bump.certainty().name());
        node.set("object", reference(bump.object()));
        return node;
    }

    private static ObjectNode transition(Transition transition) {
        ObjectNode node = object().put("id", transition.id())
                .put("what", words(transition.what()))
                .put("why", words(transition.why()))
                .put("worryAfter", time(transition.worryAfter()));
        node.set("objects", list(transition.objects(), TimelineJson::reference));
        return node;
    }

    private static ObjectNode entry(TimelineEntry entry) {
        ObjectNode node = object().put("time", time(entry.time()))
                .put("certainty", entry.certainty().name())
                .put("kind", entry.kind().name())
                .put("severity", entry.severity().name())
                .put("what", words(entry.what()));
        ObjectRef ref = entry.object();
        node.set("object", ref == null ? null : reference(ref));
        return node;
    }

    private static ObjectNode past(PastUpgrade past) {
        return object().put("name", past.name())
                .put("engine", past.engine().name().toLowerCase(Locale.ROOT))
                .put("from", present(past.from()))
                .put("to", present(past.to()))
                .put("state", past.state().name())
                .put("startedAt", time(past.started()))
                .put("endedAt", time(past.ended()))
                .put("seconds", seconds(past.duration()));
    }

    /** A time with how it is known; null when it is not. */
    private static @Nullable ObjectNode moment(@Nullable Instant time, Certainty certainty) {
        return time == null ? null : object().put("time", time(time)).put("certainty", certainty.name());
    }

    private static @Nullable Long seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(null);
    }

    private static ObjectNode reference(ObjectRef ref) {
        return object().put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind())
                .put("namespace", ref.namespace())
                .put("name", ref.name());
    }

    private static String words(Text text) {
        return WORDS.say(text);
    }
}
