package io.gleaner.source.live;

import io.gleaner.model.Text;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One context of one kubeconfig.
 *
 * @param server the API server's URL; empty when the context names a cluster that is not there
 * @param execCommand the program the user entry wants to run, with its arguments; empty when there is none
 * @param fromDefaultFile whether the file is one of the user's own defaults, whose exec plugins run unasked
 * @param flaw why the context cannot work (missing cluster or user entry); null when nothing is wrong with it
 */
public record ClusterContext(
        Path file,
        String name,
        boolean current,
        String server,
        List<String> execCommand,
        boolean fromDefaultFile,
        @Nullable Text flaw) {
    public ClusterContext {
        execCommand = List.copyOf(execCommand);
    }
}
