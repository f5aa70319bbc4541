package io.gleaner.source.live;

import io.gleaner.model.Text;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One context of one kubeconfig.
 *
 * @param file the file that defines the context
 * @param server the API server's URL; empty when the context names a cluster that is not there
 * @param execCommand the program the user entry wants to run, with its arguments, after the names of the variables it sets
 *     ({@code NAME=…}); empty when there is none
 * @param fromDefaultFile whether the file is one of the user's own defaults, whose exec plugins run unasked
 * @param flaw why the context cannot work (missing cluster or user entry); null when nothing is wrong with it
 * @param mergedFiles the files the context was read from, in order of precedence; its cluster and its user may be in
 *     another one than the context itself
 */
public record ClusterContext(
        Path file,
        String name,
        boolean current,
        String server,
        List<String> execCommand,
        boolean fromDefaultFile,
        @Nullable Text flaw,
        List<Path> mergedFiles) {
    public ClusterContext {
        execCommand = List.copyOf(execCommand);
        mergedFiles = List.copyOf(mergedFiles);
    }

    /** A context whose cluster and user are in its own file. */
    public ClusterContext(
            Path file,
            String name,
            boolean current,
            String server,
            List<String> execCommand,
            boolean fromDefaultFile,
            @Nullable Text flaw) {
        this(file, name, current, server, execCommand, fromDefaultFile, flaw, List.of(file));
    }
}
