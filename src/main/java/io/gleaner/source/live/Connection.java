package io.gleaner.source.live;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything needed to talk to the API server of one context. Makes clients; holds no connection itself.
 *
 * <p>fabric8 is told field by field what the kubeconfig says instead of being given the file: it would run exec plugins while
 * reading, take settings from environment variables and service accounts, and know one file only.
 */
final class Connection {
    // A list of metadata without any is null to an API server, and an error to fabric8.
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .withConfigOverride(
                    List.class, lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 15_000;

    private final ClusterContext context;
    private final Kubeconfig.Entry contextEntry;
    private final Kubeconfig.Entry cluster;
    private final Kubeconfig.@Nullable Entry user;
    private final Credentials credentials;
    private final Optional<String> proxy;
    private final InstantSource clock;

    private Connection(
            ClusterContext context,
            Kubeconfig.Entry contextEntry,
            Kubeconfig.Entry cluster,
            Kubeconfig.@Nullable Entry user,
            Credentials credentials,
            Optional<String> proxy,
            InstantSource clock) {
        this.context = context;
        this.contextEntry = contextEntry;
        this.cluster = cluster;
        this.user = user;
        this.credentials = credentials;
        this.proxy = proxy;
        this.clock = clock;
    }

    /**
     * Reads the context anew, so that a token or certificate replaced since is used, and what may run is what is in the file now.
     *
     * @param mayRun asked before an exec plugin of a file that is not the user's own is used
     * @throws SourceException when the context cannot work
     */
    static Connection of(
            ClusterContext stale,
            Predicate<ClusterContext> mayRun,
            Map<String, String> environment,
            InstantSource clock) {
        Kubeconfig kubeconfig = Kubeconfig.read(stale.mergedFiles());
        Kubeconfig.Entry entry = kubeconfig.context(stale.name()).orElseThrow(() -> gone(stale));
        ClusterContext context = KubeconfigCatalogue.describe(kubeconfig, entry, stale.fromDefaultFile());
        if (context.flaw() != null) {
            throw new SourceException(
                    Problem.KUBECONFIG_UNREADABLE,
                    context.flaw(),
                    Text.of("live.flaw.next", context.file().toString()));
        }
        Kubeconfig.Entry cluster = kubeconfig.clusterOf(entry).orElseThrow(() -> gone(stale));
        Kubeconfig.@Nullable Entry user = kubeconfig.userOf(entry).orElse(null);
        Credentials credentials = Credentials.of(user, cluster, clock);
        if (credentials instanceof Credentials.FromPlugin && !context.fromDefaultFile() && !mayRun.test(context)) {
            throw new SourceException(
                    Problem.EXEC_PLUGIN_NOT_APPROVED,
                    Text.of(
                            "live.exec.notApproved",
                            context.name(),
                            context.file().toString(),
                            String.join(" ", context.execCommand())),
                    Text.of("live.exec.notApproved.next"));
        }
        URI server = URI.create(context.server());
        Optional<String> proxy = ProxyChoice.of(cluster.text("proxy-url"), server, environment);
        proxy.ifPresent(Connection::refuseOtherThanHttp);
        Connection connection = new Connection(context, entry, cluster, user, credentials, proxy, clock);
        connection.refuseExpiredCertificate();
        return connection;
    }

    ClusterContext context() {
        return context;
    }

    Origin origin() {
        return new Origin(Origin.Kind.LIVE, contextEntry.text("cluster"), context.server(), context.name(), null);
    }

    /** The user's name as the client certificate has it; empty when the user is known by other means. */
    Optional<String> certificateUser() {
        return Optional.ofNullable(user)
                .flatMap(ClientCertificate::of)
                .map(ClientCertificate::commonName)
                .filter(name -> !name.isEmpty());
    }

    /** Whether a login needs a program to run first. */
    boolean usesPlugin() {
        return credentials instanceof Credentials.FromPlugin;
    }

    /**
     * A client with a connection of its own. It tries every request once.
     *
     * @param watchRefused called when the server refuses a watch
     * @throws SourceException when credentials or certificates are not to be had
     */
    KubernetesClient newClient(Runnable watchRefused) {
        return newClient(credentials, watchRefused);
    }

    /** A client that runs no program; it has no credentials when they would come from one. */
    KubernetesClient newClientWithoutPlugin() {
        return newClient(usesPlugin() ? new Credentials.Fixed(Optional.empty()) : credentials, () -> {});
    }

    private KubernetesClient newClient(Credentials used, Runnable watchRefused) {
        Config config = config(used);
        try {
            HttpTransport transport = new HttpTransport(config, cluster.text("tls-server-name"));
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(new KubernetesSerialization(LENIENT, true))
                    .withHttpClientFactory(transport)
                    .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor(
                                    TokenRefreshInterceptor.NAME, new CredentialInterceptor(used))
                            .addOrReplaceInterceptor("SECRETS", new MetadataOnly())
                            .addOrReplaceInterceptor("WATCH", new WatchInterceptor(watchRefused)))
                    .build();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new SourceException(
                    Problem.KUBECONFIG_UNREADABLE,
                    Text.of(
                            "live.certificate.unreadable",
                            context.name(),
                            context.file().toString()),
                    Text.of("live.certificate.unreadable.next"));
        }
    }

    private Config config(Credentials used) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(context.server())
                .withTrustCerts(cluster.body().path("insecure-skip-tls-verify").asBoolean(false))
                .withUserAgent("gleaner/" + version())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(500)
                // As kubectl does, and all watches share one HTTP/2 connection with the heartbeat: when it dies they
                // all notice. They are about sixty; an API server takes 250 requests on a connection unless told
                // otherwise.
                .withOnlyHttpWatches(true);
        if (!cluster.text("certificate-authority-data").isEmpty()) {
            config.withCaCertData(cluster.text("certificate-authority-data"));
        } else if (!cluster.text("certificate-authority").isEmpty()) {
            config.withCaCertFile(
                    cluster.resolve(cluster.text("certificate-authority")).toString());
        }
        proxy.ifPresent(url -> config.withHttpsProxy(url).withHttpProxy(url));
        identify(config, used);
        Config built = config.build();
        built.setClientKeyAlgo(
                Optional.ofNullable(Config.getKeyAlgorithm(built.getClientKeyFile(), built.getClientKeyData()))
                        .orElse("RSA"));
        return built;
    }

    private void identify(ConfigBuilder config, Credentials used) {
        if (user == null) {
            return;
        }
        if (!user.text("client-certificate-data").isEmpty()) {
            config.withClientCertData(user.text("client-certificate-data"));
        } else if (!user.text("client-certificate").isEmpty()) {
            config.withClientCertFile(
                    user.resolve(user.text("client-certificate")).toString());
        }
        if (!user.text("client-key-data").isEmpty()) {
            config.withClientKeyData(user.text("client-key-data"));
        } else if (!user.text("client-key").isEmpty()) {
            config.withClientKeyFile(user.resolve(user.text("client-key")).toString());
        }
        if (used instanceof Credentials.FromPlugin plugin) {
            ExecPlugin.Credential credential = plugin.credential();
            if (!credential.certificate().isEmpty()) {
                config.withClientCertData(base64(credential.certificate())).withClientKeyData(base64(credential.key()));
            }
        }
        if (!user.text("as").isEmpty()) {
            config.withImpersonateUsername(user.text("as"))
                    .withImpersonateGroups(
                            strings(user.body().path("as-groups")).toArray(String[]::new))
                    .withImpersonateExtras(extras(user.body().path("as-user-extra")));
            if (!user.text("as-uid").isEmpty()) {
                config.withCustomHeaders(Map.of("Impersonate-Uid", user.text("as-uid")));
            }
        }
    }

    private void refuseExpiredCertificate() {
        boolean isOnlyMeans = credentials.equals(new Credentials.Fixed(Optional.empty()));
        Instant now = clock.instant();
        if (user == null || !isOnlyMeans) {
            return;
        }
        ClientCertificate.of(user)
                .filter(certificate -> now.isAfter(certificate.until()) || now.isBefore(certificate.from()))
                .ifPresent(certificate -> {
                    boolean isExpired = now.isAfter(certificate.until());
                    throw new SourceException(
                            Problem.CERTIFICATE_EXPIRED,
                            Text.of(
                                    isExpired ? "live.certificate.clientExpired" : "live.certificate.clientNotYetValid",
                                    user.name(),
                                    user.file().toString(),
                                    isExpired ? certificate.until() : certificate.from()),
                            Text.of(
                                    isExpired
                                            ? "live.certificate.clientExpired.next"
                                            : "live.certificate.notYetValid.next"));
                });
    }

    private static void refuseOtherThanHttp(String proxy) {
        if (!proxy.startsWith("http://") && !proxy.startsWith("https://") || portOf(proxy) < 0) {
            throw new SourceException(
                    Problem.OTHER,
                    // Without its user info, which may hold a password.
                    Text.of("live.proxy.unsupported", proxy.replaceFirst("//[^@/]*@", "//")),
                    Text.of("live.proxy.unsupported.next"));
        }
    }

    private static int portOf(String url) {
        try {
            return URI.create(url).getPort();
        } catch (IllegalArgumentException _) {
            return -1;
        }
    }

    private static SourceException gone(ClusterContext context) {
        return new SourceException(
                Problem.CONTEXT_UNKNOWN,
                Text.of(
                        "live.context.unknown",
                        context.name(),
                        context.mergedFiles().stream().map(Object::toString).toList()),
                Text.of("live.context.empty.next"));
    }

    private static String version() {
        String version = Connection.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asString("")));
        return strings;
    }

    private static Map<String, List<String>> extras(JsonNode object) {
        Map<String, List<String>> extras = new LinkedHashMap<>();
        object.properties().forEach(each -> extras.put(each.getKey(), strings(each.getValue())));
        return extras;
    }
}
