package io.gleaner.source.live;

import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        List<Path> named = Arrays.stream(
                        environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
        return named.isEmpty() ? List.of(home.resolve(".kube").resolve("config")) : named;
    }

    /**
     * The contexts of some files, the current one marked. Of the default files, those that do not exist are passed over as
     * kubectl does, as long as one is there.
     *
     * @throws SourceException when a named file is missing or unreadable
     */
    public List<ClusterContext> contexts(List<Path> files) {
        Kubeconfig kubeconfig = read(files);
        boolean isDefault = defaultFiles().stream()
                .map(KubeconfigCatalogue::comparable)
                .toList()
                .containsAll(files.stream().map(KubeconfigCatalogue::comparable).toList());
        return kubeconfig.contexts().stream()
                .map(context -> describe(kubeconfig, context, isDefault))
                .toList();
    }

    /**
     * One context: the named one, else the current one, else the only one.
     *
     * @param file null for the default files
     * @param context null for the current context
     * @throws SourceException when there is no such file or context
     */
    public ClusterContext find(@Nullable Path file, @Nullable String context) {
        List<Path> files = file == null ? defaultFiles() : List.of(file);
        List<ClusterContext> contexts = contexts(files);
        List<String> names = contexts.stream().map(ClusterContext::name).toList();
        List<String> places = files.stream().map(Path::toString).toList();
        if (context != null) {
            return contexts.stream()
                    .filter(each -> each.name().equals(context))
                    .findFirst()
                    .orElseThrow(() -> unknown(Text.of("live.context.unknown", context, places), names));
        }
        Optional<ClusterContext> current =
                contexts.stream().filter(ClusterContext::current).findFirst();
        if (current.isEmpty() && contexts.size() == 1) {
            return contexts.getFirst();
        }
        return current.orElseThrow(() -> unknown(Text.of("live.context.none", places), names));
    }

    static ClusterContext describe(Kubeconfig kubeconfig, Kubeconfig.Entry context, boolean fromDefaultFile) {
        Optional<Kubeconfig.Entry> cluster = kubeconfig.clusterOf(context);
        Optional<Kubeconfig.Entry> user = kubeconfig.userOf(context);
        String server = cluster.map(each -> each.text("server")).orElse("");
        return new ClusterContext(
                context.file(),
                context.name(),
                context.name().equals(kubeconfig.currentContext()),
                server,
                user.flatMap(ExecPlugin::of).map(ExecPlugin::describe).orElse(List.of()),
                fromDefaultFile,
                flaw(context, cluster, server, user),
                kubeconfig.files());
    }

    private Kubeconfig read(List<Path> files) {
        if (!files.equals(defaultFiles())) {
            return Kubeconfig.read(files);
        }
        List<Path> present = files.stream().filter(Files::exists).toList();
        if (present.isEmpty()) {
            throw Kubeconfig.missing(files);
        }
        return Kubeconfig.read(present);
    }

    private static @Nullable Text flaw(
            Kubeconfig.Entry context,
            Optional<Kubeconfig.Entry> cluster,
            String server,
            Optional<Kubeconfig.Entry> user) {
        if (cluster.isEmpty()) {
            return Text.of("live.flaw.noCluster", context.name(), context.text("cluster"));
        }
        if (!isUsableUrl(server)) {
            return Text.of("live.flaw.noServer", cluster.get().name(), server);
        }
        if (user.isEmpty() && !context.text("user").isEmpty()) {
            return Text.of("live.flaw.noUser", context.name(), context.text("user"));
        }
        return user.filter(each -> each.body().has("auth-provider")
                        && Credentials.authProviderToken(each).isEmpty())
                .map(each -> Text.of(
                        "live.flaw.authProvider",
                        each.name(),
                        each.body().path("auth-provider").path("name").asString("")))
                .orElse(null);
    }

    private static boolean isUsableUrl(String server) {
        try {
            URI uri = new URI(server);
            return uri.getHost() != null && Set.of("https", "http").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static SourceException unknown(Text what, List<String> names) {
        return new SourceException(
                Problem.CONTEXT_UNKNOWN,
                what,
                names.isEmpty() ? Text.of("live.context.empty.next") : Text.of("live.context.next", names));
    }

    private static Path comparable(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
