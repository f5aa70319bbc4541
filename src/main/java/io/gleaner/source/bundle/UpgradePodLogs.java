package io.gleaner.source.bundle;

import io.gleaner.model.PodLog;
import io.gleaner.source.PodLogText;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Pods of an upgrade's Jobs wrote: {@code hvst-upgrade-…-apply-manifests-…}, the drain hooks, and the Jobs of its Plans
 * ({@code apply-hvst-upgrade-…-prepare-on-…}). Of very long logs the beginning and the end. And what Harvester's controller said of
 * upgrades: a live cluster is not asked for that, but a bundle has it.
 */
final class UpgradePodLogs {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradePodLogs.class);
    private static final Pattern UPGRADE_POD = Pattern.compile("(?:apply-)?hvst-upgrade-(?!.*upgradelog).*"
            + "|.*-(?:apply-manifests|pre-drain|post-drain|prepare|single-node-upgrade)-.*");
    private static final Pattern CONTROLLER_POD = Pattern.compile("harvester-[a-z0-9]{4,10}-[a-z0-9]{5}");
    private static final int FIRST_LINES = 2_000;
    private static final int LAST_LINES = 8_000;

    private UpgradePodLogs() {}

    private static boolean isOfController(LogFile log) {
        return log.namespace().equals("harvester-system")
                && CONTROLLER_POD.matcher(log.pod()).matches();
    }

    /** Whether it is the log of a Pod that works for an upgrade. */
    static boolean isWanted(LogFile log) {
        return (log.namespace().equals("harvester-system") || log.namespace().equals("cattle-system"))
                && UPGRADE_POD.matcher(log.pod()).matches();
    }

    /** One log a Pod: its containers one after the other, each with its instance before. */
    static List<PodLog> read(Archive archive, List<LogFile> logs) {
        Map<String, List<LogFile>> byPod = new LinkedHashMap<>();
        logs.stream()
                .filter(log -> isWanted(log) || isOfController(log))
                .forEach(log -> byPod.computeIfAbsent(log.namespace() + "/" + log.pod(), _ -> new ArrayList<>())
                        .add(log));
        return byPod.values().stream().map(files -> podLog(archive, files)).toList();
    }

    private static PodLog podLog(Archive archive, List<LogFile> files) {
        StringBuilder text = new StringBuilder();
        for (LogFile file : files) {
            Deque<String> last = new ArrayDeque<>();
            try {
                int[] count = {0};
                boolean isOfController = isOfController(file);
                file.read(archive, line -> {
                    if (isOfController && !line.contains("upgrade")) {
                        return true;
                    }
                    if (count[0]++ < FIRST_LINES) {
                        text.append(line).append('\n');
                    } else {
                        last.addLast(line);
                        if (last.size() > LAST_LINES) {
                            last.removeFirst();
                        }
                    }
                    return true;
                });
            } catch (IOException e) {
                // What came before stands; the archive's own damage is told elsewhere.
                LOG.warn("{} breaks off", file.entry().path(), e);
            }
            last.forEach(line -> text.append(line).append('\n'));
        }
        LogFile first = files.getFirst();
        return PodLogText.read(ResourceKind.POD.ref(first.namespace(), first.pod()), text.toString());
    }
}
