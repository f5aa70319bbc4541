package io.gleaner.apiserver;

import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.BinaryManager;
import io.fabric8.kubeapitest.cert.CertManager;
import io.fabric8.kubeapitest.process.EtcdProcess;
import io.fabric8.kubeapitest.process.ProcessReadinessChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A kube-apiserver with an etcd, as processes of their own. Put together from the parts of kube-api-test, because its own
 * server cannot be lost and come back. Certificates are made anew each time: those that it keeps expire.
 */
public final class LocalKubernetes implements AutoCloseable {
    /** A member of {@code system:masters}, by client certificate. */
    static final String ADMIN = "admin";

    private static final int PATIENCE = 60_000;

    private final BinaryManager binaries;
    private final KubeAPIServerConfig config;
    private final Path folder;
    private final CertManager certificates;
    private final Map<String, String> tokens;
    private final EtcdProcess etcd;
    private final int etcdPort;
    private final int port;
    private final Thread hook;
    private Process apiServer;

    private LocalKubernetes(BinaryManager binaries, KubeAPIServerConfig config, Map<String, String> tokens)
            throws IOException {
        this.binaries = binaries;
        this.config = config;
        this.tokens = Map.copyOf(tokens);
        folder = Files.createTempDirectory("gleaner-kubernetes");
        certificates = new CertManager(folder.toString());
        certificates.createCertificatesIfNeeded();
        Files.write(
                tokenFile(),
                tokens.entrySet().stream()
                        .map(user -> "%s,%s,%s".formatted(user.getValue(), user.getKey(), user.getKey()))
                        .toList());
        etcd = new EtcdProcess(binaries, _ -> {}, false, PATIENCE);
        // The library leaves its processes behind when the JVM ends early.
        hook = new Thread(this::stop, "stop-kubernetes");
        Runtime.getRuntime().addShutdownHook(hook);
        etcdPort = etcd.startEtcd();
        port = Utils.findFreePort();
        apiServer = spawn();
        awaitReady();
    }

    /**
     * The binaries from the folder of kube-api-test, the newest there.
     *
     * @throws io.fabric8.kubeapitest.KubeAPITestException when there are none
     */
    static BinaryManager cached() {
        return provided(true);
    }

    /** As {@link #cached}; where there are none the newest official ones are downloaded. */
    static BinaryManager downloaded() {
        return provided(false);
    }

    private static BinaryManager provided(boolean offline) {
        BinaryManager binaries = new BinaryManager(config(offline));
        binaries.initAndDownloadIfRequired();
        return binaries;
    }

    private static KubeAPIServerConfig config(boolean offline) {
        return KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(offline)
                .withStartupTimeout(PATIENCE)
                .withWaitForEtcdHealthCheckOnStartup(false)
                .build();
    }

    /** @param tokens by the name of the user who logs in with it */
    static LocalKubernetes start(BinaryManager binaries, Map<String, String> tokens) {
        try {
            return new LocalKubernetes(binaries, config(true), tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubeconfig with a context for the administrator, which is the current one, and one for each user with a token. */
    public String kubeconfig() {
        StringBuilder contexts = new StringBuilder();
        StringBuilder users = new StringBuilder();
        for (String user : tokens.keySet()) {
            contexts.append("- {name: %s, context: {cluster: harvester, user: %s}}\n".formatted(user, user));
            users.append("- {name: %s, user: {token: %s}}\n".formatted(user, tokens.get(user)));
        }
        return """
                apiVersion: v1
                kind: Config
                current-context: %s
                clusters:
                - {name: harvester, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}
                contexts:
                - {name: %s, context: {cluster: harvester, user: %s}}
                %susers:
                - {name: %s, user: {client-certificate: "%s", client-key: "%s"}}
                %s""".formatted(
                        ADMIN,
                        port,
                        certificates.getAPIServerCertPath(),
                        ADMIN,
                        ADMIN,
                        contexts,
                        ADMIN,
                        certificates.getClientCertPath(),
                        certificates.getClientKeyPath(),
                        users);
    }

    /** The API server is gone, without a word to anybody; what it stored is not. */
    public void lose() {
        end(apiServer);
    }

    /** It is back at the same address, with what was stored. */
    public void recover() {
        apiServer = spawn();
        awaitReady();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        stop();
    }

    private Path tokenFile() {
        return folder.resolve("tokens.csv");
    }

    private Process spawn() {
        List<String> command = List.of(
                binaries.binaries().getApiServer().getPath(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder,
                "--client-ca-file=" + certificates.getClientCertPath(),
                "--token-auth-file=" + tokenFile(),
                "--service-account-issuer=https://localhost",
                "--service-account-key-file=" + certificates.getAPIServerKeyPath(),
                "--service-account-signing-key-file=" + certificates.getAPIServerKeyPath(),
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount",
                "--service-cluster-ip-range=10.0.0.0/24");
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log() {
        return Path.of("target", "kube-apiserver.log");
    }

    private void awaitReady() {
        ProcessReadinessChecker readiness = new ProcessReadinessChecker();
        readiness.waitUntilReady(port, "readyz", "kube-apiserver, see " + log(), true, PATIENCE);
        readiness.waitUntilDefaultNamespaceAvailable(port, binaries, certificates, config, PATIENCE);
    }

    private void stop() {
        if (apiServer != null) {
            end(apiServer);
        }
        etcd.stopEtcd();
        etcd.cleanEtcdData();
        try {
            Utils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
