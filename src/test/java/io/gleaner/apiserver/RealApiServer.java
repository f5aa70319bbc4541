package io.gleaner.apiserver;

import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * One real API server for all test classes of this JVM, with the kinds of Harvester, Rancher and Fleet and three users. It is
 * started by the first class that needs it and stopped after the last.
 *
 * <p>The system property {@code gleaner.kube-apiserver} says what happens where there are no binaries: {@code required}
 * fails, {@code download} fetches official ones, without it the classes are skipped.
 */
public final class RealApiServer implements BeforeAllCallback {
    /** May read every kind Gleaner knows and change nothing. */
    static final String VIEWER = "viewer";
    /** As the viewer, but the Helm releases, which Rancher shows as Apps, are out of sight. */
    static final String WITHOUT_APPS = "viewer-without-apps";

    static final String VIEWER_TOKEN = "not-for-any-eyes-1";

    private static final Map<String, String> TOKENS = Map.of(VIEWER, VIEWER_TOKEN, WITHOUT_APPS, "not-for-any-eyes-2");
    private static final String PROPERTY = "gleaner.kube-apiserver";

    private Shared shared;

    /** What is kept for the JVM; JUnit closes it at the end of all tests. */
    private record Shared(LocalKubernetes kubernetes, Api api) implements AutoCloseable {
        static Shared start() {
            LocalKubernetes kubernetes = LocalKubernetes.start(binaries(), TOKENS);
            Api api = Api.of(kubernetes.kubeconfig());
            HarvesterApi.install(api, VIEWER, WITHOUT_APPS);
            return new Shared(kubernetes, api);
        }

        @Override
        public void close() {
            api.close();
            kubernetes.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(Namespace.create(RealApiServer.class))
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
    }

    public LocalKubernetes kubernetes() {
        return shared.kubernetes();
    }

    /** As the administrator. */
    public Api api() {
        return shared.api();
    }

    static BinaryManager binaries() {
        String wish = System.getProperty(PROPERTY, "");
        try {
            return wish.equals("download") ? LocalKubernetes.downloaded() : LocalKubernetes.cached();
        } catch (KubeAPITestException e) {
            switch (wish) {
                case "download" ->
                    throw new AssertionError("kube-apiserver and etcd could not be downloaded: " + e.getMessage(), e);
                case "required" ->
                    throw new AssertionError("There is no kube-apiserver: run .ci/kube-apiserver, or pass -D%s=download"
                            .formatted(PROPERTY));
                default -> throw Skipped.REASON;
            }
        }
    }

    /** Told once, however many classes ask. */
    private static final class Skipped {
        private static final TestAbortedException REASON = new TestAbortedException(
                "No kube-apiserver: the tests against a real API server are skipped. Run .ci/kube-apiserver or pass -D%s=download"
                        .formatted(PROPERTY));

        static {
            System.err.println(REASON.getMessage());
        }
    }
}
