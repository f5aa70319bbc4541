package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Job;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the Pods of the newest manifest Job wrote: one Pod for each try, as the script starts from the top in a new one.
 *
 * @param logs oldest Pod first
 */
record ManifestLogs(Job job, List<PodLog> logs) {
    private static final int QUOTED_LENGTH = 300;
    private static final int QUOTED_FROM = 40;

    private static final Pattern ERROR = Pattern.compile(
            "(?i).*(\\berrors?\\b|\\bfail|\\bfatal|denied|not found|alreadyexists|already exists|timed out|abort|refused).*");
    /** The script prints Helm values, among them Rancher's bootstrap password. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|token|secret|bearer|private.?key)\\S*\\s*[:=].*");

    ManifestLogs {
        logs = List.copyOf(logs);
    }

    /** Empty without such a Job; without logs when none were kept. */
    static Optional<ManifestLogs> of(Situation situation) {
        return situation.state().jobs().stream()
                .filter(Job::runsManifests)
                .max(Comparator.comparing(Job::started, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(job -> new ManifestLogs(job, situation.state().logsOf(job)));
    }

    /** Where all these words stand in one line, first Pod first: the first failure matters most. */
    Optional<Evidence> saying(String... words) {
        return logs.stream()
                .flatMap(log -> log.lines().stream()
                        .filter(line -> List.of(words).stream().allMatch(line.text()::contains))
                        .limit(1)
                        .map(line -> quote(log, line)))
                .findFirst();
    }

    /** What the newest Pod waits for, when it has waited for at least so long. */
    Optional<Waiting> waiting(Situation situation, ScriptWait.Kind kind, Duration patience) {
        if (!situation.manifests().active().isYes() || logs.isEmpty()) {
            return Optional.empty();
        }
        PodLog newest = logs.getLast();
        return ScriptWait.of(newest)
                .filter(wait -> wait.kind() == kind
                        && wait.since() != null
                        && !wait.since()
                                .plus(patience)
                                .isAfter(situation.state().asOf()))
                .map(wait -> new Waiting(newest, wait));
    }

    /** A wait and the Pod that waits. */
    record Waiting(PodLog log, ScriptWait what) {
        Evidence evidence() {
            return quote(log, what.line());
        }
    }

    /** The line a failed Pod ended with, as far as it tells of an error and gives nothing secret away. */
    static Optional<PodLog.Line> telling(PodLog log) {
        return log.lines().reversed().stream()
                .filter(line -> !line.text().isBlank())
                .limit(QUOTED_FROM)
                .filter(line -> {
                    String start = shortened(line.text());
                    return ERROR.matcher(start).matches()
                            && !SECRET.matcher(start).matches();
                })
                .findFirst();
    }

    static Evidence quote(PodLog log, PodLog.Line line) {
        String text = shortened(line.text());
        return new Evidence(
                log.pod(),
                line.time() == null
                        ? Text.of("analysis.evidence.logLine", text)
                        : Text.of("analysis.evidence.logLineAt", text, line.time()));
    }

    static String shortened(String line) {
        String text = line.strip();
        return text.length() <= QUOTED_LENGTH ? text : text.substring(0, QUOTED_LENGTH) + "…";
    }
}
