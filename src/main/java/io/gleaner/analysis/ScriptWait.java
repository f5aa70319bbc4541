package io.gleaner.analysis;

import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code upgrade_manifests.sh} waits for, read from the last telling line of its Pod. The script has no deadline of its own:
 * where it waits it repeats a line for ever. The lines are those of {@code package/upgrade/upgrade_manifests.sh} and
 * {@code lib.sh} in harvester/harvester at tags v1.4.3 to v1.9.0-rc6.
 *
 * @param about the object it waits for as far as the line names it, such as {@code fleet-local/harvester}; else empty
 * @param since when it began to repeat itself; null where the log carries no times, and not earlier than what was kept of the log
 * @param line the line that tells
 */
public record ScriptWait(Kind kind, String about, @Nullable Instant since, PodLog.Line line) {
    private static final int TAIL = 400;

    /** What it may wait for, each known by its lines; the first group names the object. */
    public enum Kind {
        REPOSITORY(
                "Waiting for upgrade repo (?:resource|deployment|VM).*",
                "Upgrade repo (?:resource|deployment) .*waiting\\.\\.\\..*",
                "Wait for upgrade repo .*",
                "Try to bring up the upgrade repo VM.*",
                "Failed to download the requested file from .*"),
        SKIP_RESTART_PLAN("Waiting for plan (\\S+) to complete.*"),
        RANCHER("Wait for Rancher to be upgraded to (\\S+?)(?:\\.\\.\\.)?"),
        HELM_RELEASE(
                "wait helm release (\\S+ \\S+).*",
                "\\S+ in \\S+ state for \\d+ minutes.*",
                "deadline exceeded\\. rolling back .*",
                ".*resume wait\\.\\.\\.$"),
        CAPI_CLUSTER(
                "Waiting for CAPI cluster (\\S+) to be provisioned.*",
                "CAPI cluster (\\S+) (?:reconcile in progress|appears ready).*",
                "failed to get CAPI cluster (\\S+), retry.*"),
        FLEET_AGENT(
                "waiting for fleet-agent creation timestamp to be updated.*",
                "fleet-agent is old.*",
                "fleet-agent pod is not found.*"),
        FLEET_UPGRADE("wait for new field agentTLSMode .*"),
        FLEET_CLUSTER("cluster\\.fleet -n (fleet-local local) condition \\S+ is (?:not|false).*continue"),
        CHART_INDEX(
                "Waiting for cluster repo catalog index update.*",
                "Waiting for clusterrepo (\\S+) .*",
                "Current clusterrepo (\\S+) catalog index download time.*"),
        CHART_SERVER("Waiting for (harvester-cluster-repo) deployment ready.*"),
        MANAGED_CHART(
                "Waiting for ManagedChart (\\S+).*",
                "Target version: .*",
                "Current version: .*Current state: .*",
                "Sleep for 5 seconds to retry"),
        KUBEVIRT("Waiting for KubeVirt to (?:be )?upgraded? to .*", "KubeVirt current version: .*target version: .*"),
        LONGHORN_MANAGER("Waiting for longhorn-manager to be upgraded.*", "Waiting for LH settling down.*"),
        INSTANCE_MANAGER(
                "instance-manager \\(aio\\).* on node (\\S+), will retry.*",
                "Checking instance-manager \\(aio\\) pod on node (\\S+?)(?:\\.\\.\\.| with .*)"),
        ADDON("wait addon status to be .*", "current status is \\S*, continue wait.*"),
        BUNDLES("some bundles are not ready.*", "get bundle status fail, try again"),
        ROLLOUT(
                "wait rollout -n (\\S+ \\S+ \\S+)",
                "Waiting for (?:deployment|daemon set|statefulset) \"?([^\" ]+)\"? rollout to finish.*",
                "resource was not created, continue");

        private final List<Pattern> lines;

        Kind(String... lines) {
            this.lines = List.of(lines).stream().map(Pattern::compile).toList();
        }

        private Optional<Matcher> match(String line) {
            return lines.stream()
                    .map(pattern -> pattern.matcher(line))
                    .filter(Matcher::matches)
                    .findFirst();
        }
    }

    /** Empty when the script does not wait, or waits for nothing that is known. */
    public static Optional<ScriptWait> of(PodLog log) {
        List<PodLog.Line> tail = log.lines().reversed().stream()
                .filter(line -> !line.text().isBlank())
                .limit(TAIL)
                .toList();
        return tail.isEmpty() ? Optional.empty() : kind(text(tail.getFirst())).map(kind -> read(kind, tail));
    }

    private static ScriptWait read(Kind kind, List<PodLog.Line> newestFirst) {
        List<PodLog.Line> repeated = new ArrayList<>();
        for (PodLog.Line line : newestFirst) {
            if (kind.match(text(line)).isEmpty()) {
                break;
            }
            repeated.add(line);
        }
        String about = repeated.stream()
                .flatMap(line -> kind.match(text(line)).stream())
                .filter(matcher -> matcher.groupCount() > 0 && matcher.group(1) != null)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("");
        return new ScriptWait(kind, about, repeated.getLast().time(), newestFirst.getFirst());
    }

    private static Optional<Kind> kind(String line) {
        for (Kind kind : Kind.values()) {
            if (kind.match(line).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String text(PodLog.Line line) {
        String text = line.text().strip();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    /** What it waits for, as a noun: {@code the ManagedChart (fleet-local/harvester)}. */
    public Text what() {
        Text what = Text.of("analysis.scriptWait.what." + kind);
        return about.isEmpty() ? what : Text.of("analysis.scriptWait.about", what, about);
    }

    /** Where to look when it does not come. */
    public Text where() {
        return Text.of("analysis.scriptWait.where." + kind);
    }
}
