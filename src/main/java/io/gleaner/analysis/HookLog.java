package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a drain hook Job says last. {@code upgrade_node.sh} runs with {@code -x}, so most of its lines are traces; the ones that
 * tell are those it repeats while it waits (harvester, {@code package/upgrade/upgrade_node.sh} and {@code lib.sh}, v1.3 to v1.8).
 */
public record HookLog(Step step, ObjectRef pod, PodLog.Line line) {
    /** What the script is at. */
    public enum Step {
        /** Volumes that a running engine serves have to be healthy before anything is moved. */
        VOLUMES(" to be healthy", " is not healthy"),
        /** Virtual machines have to leave the node. */
        MACHINES("Waiting for VM "),
        /** KubeVirt has to remove the budgets of its evacuations. */
        BUDGETS("Waiting for evacuation PDB"),
        REPOSITORY("Wait for upgrade repo", "Waiting for upgrade repo"),
        RKE2("Waiting for RKE2 to be upgraded"),
        /** The script ended in an error; {@code do_upgrade_node.sh} starts it again after ten minutes, for ever. */
        RETRY("will retry after 10 minutes"),
        SYSTEM("elemental ");

        private final List<String> marks;

        Step(String... marks) {
            this.marks = List.of(marks);
        }

        /** A trace of the shell repeats what is said next to it, except for the tool that writes the system: it says nothing. */
        private static Optional<Step> of(String line) {
            if (line.startsWith("+")) {
                return SYSTEM.isMarkedBy(line) ? Optional.of(SYSTEM) : Optional.empty();
            }
            return Arrays.stream(values()).filter(step -> step.isMarkedBy(line)).findFirst();
        }

        private boolean isMarkedBy(String line) {
            return marks.stream().anyMatch(line::contains);
        }
    }

    /** Empty when nothing telling was kept, which says nothing about the Job. */
    static Optional<HookLog> of(ClusterState state, Job job) {
        for (PodLog log : state.logsOf(job).reversed()) {
            for (PodLog.Line line : log.lines().reversed()) {
                Optional<Step> step = Step.of(line.text());
                if (step.isPresent()) {
                    return Optional.of(new HookLog(step.get(), log.pod(), line));
                }
            }
        }
        return Optional.empty();
    }
}
