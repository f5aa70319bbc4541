package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Situation;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Helm release {@code fleet} in {@code cattle-fleet-system}, which Rancher installs and the script waits for. */
final class FleetRelease {
    /** As {@code wait_helm_release} of {@code upgrade_manifests.sh} prints it: chart with version, app version, status. */
    private static final Pattern WAITS =
            Pattern.compile("wait helm release cattle-fleet-system fleet fleet-(\\S+) \\S+ deployed");

    private FleetRelease() {}

    /** What the script waits for, and where and when it said so. */
    record Awaited(ObjectRef pod, String version, PodLog.Line line) {
        Evidence proof() {
            return new Evidence(pod, Text.of("analysis.evidence.lastLine", line.text()));
        }
    }

    static List<HelmRelease> revisions(Situation situation) {
        return situation.pipelines().revisions("cattle-fleet-system", "fleet");
    }

    /** Present when the last thing the script wrote is that it waits for this release. */
    static Optional<Awaited> awaited(Situation situation) {
        return situation.state().jobs().stream()
                .filter(job -> job.runsManifests() && !job.isFinished())
                .flatMap(
                        job -> situation.state().logsOf(job).reversed().stream().limit(1))
                .flatMap(log -> log.last().stream().flatMap(line -> awaited(log, line)))
                .findFirst();
    }

    private static Stream<Awaited> awaited(PodLog log, PodLog.Line line) {
        Matcher waits = WAITS.matcher(line.text());
        return waits.find() ? Stream.of(new Awaited(log.pod(), waits.group(1), line)) : Stream.of();
    }
}
