package io.gleaner.source.live;

import io.gleaner.source.SourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds kubeconfig files and their contexts. Reads files only; connects to nothing and runs nothing. */
public final class KubeconfigCatalogue {
    private final Map<String, String> environment;
    private final Path home;

    public KubeconfigCatalogue(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** The user's own files: {@code $KUBECONFIG} as a list, else {@code ~/.kube/config}; whether or not they exist. */
    public List<Path> defaultFiles() {
        throw new IllegalStateException("under construction" + environment + home);
    }

    /**
     * The contexts of some files, the current one marked.
     *
     * @throws SourceException when a named file is missing or unreadable
     */
    public List<ClusterContext> contexts(List<Path> files) {
        throw new IllegalStateException("under construction");
    }

    /**
     * One context: the named one, else the current one.
     *
     * @param file null for the default files
     * @param context null for the current context
     * @throws SourceException when there is no such file or context
     */
    public ClusterContext find(@Nullable Path file, @Nullable String context) {
        throw new IllegalStateException("under construction");
    }
}
