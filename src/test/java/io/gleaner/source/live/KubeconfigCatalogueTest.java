package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import io.gleaner.text.Phrasebook;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigCatalogueTest {
    private static final String LAB = """
            kind: Config
            current-context: lab
            contexts:
            - {name: lab, context: {cluster: lab, user: operator}}
            - {name: second, context: {cluster: elsewhere, user: other}}
            clusters:
            - {name: lab, cluster: {server: "https://lab.example:6443"}}
            users:
            - {name: operator, user: {token: first}}
            """;
    private static final String OTHER = """
            kind: Config
            current-context: third
            contexts:
            - {name: lab, context: {cluster: shadowed, user: operator}}
            - {name: third, context: {cluster: elsewhere, user: other}}
            clusters:
            - {name: lab, cluster: {server: "https://shadowed.example:6443"}}
            - {name: elsewhere, cluster: {server: "https://elsewhere.example/k8s/clusters/local"}}
            users:
            - {name: other, user: {token: second}}
            """;

    @TempDir
    Path folder;

    @Test
    void withoutKubeconfigVariableTheFileInTheHomeIsTheDefault() {
        assertThat(catalogue("").defaultFiles())
                .containsExactly(folder.resolve(".kube").resolve("config"));
    }

    @Test
    void aListOfFilesIsMergedAndTheFirstToNameAThingWins() {
        Path first = file("first", LAB);
        Path second = file("second", OTHER);
        KubeconfigCatalogue catalogue = catalogue(first + File.pathSeparator + second);

        List<ClusterContext> contexts = catalogue.contexts(catalogue.defaultFiles());

        assertThat(contexts).extracting(ClusterContext::name).containsExactly("lab", "second", "third");
        assertThat(contexts)
                .extracting(ClusterContext::server)
                .containsExactly(
                        "https://lab.example:6443",
                        "https://elsewhere.example/k8s/clusters/local",
                        "https://elsewhere.example/k8s/clusters/local");
        assertThat(contexts).extracting(ClusterContext::current).containsExactly(true, false, false);
        assertThat(contexts).extracting(ClusterContext::file).containsExactly(first, first, second);
        assertThat(contexts).extracting(ClusterContext::flaw).containsOnlyNulls();
        assertThat(contexts).allMatch(ClusterContext::fromDefaultFile);
    }

    @Test
    void missingFilesOfTheDefaultListArePassedOver() {
        Path there = file("there", LAB);
        KubeconfigCatalogue catalogue = catalogue(folder.resolve("gone") + File.pathSeparator + there);

        assertThat(catalogue.contexts(catalogue.defaultFiles()))
                .extracting(ClusterContext::file)
                .containsOnly(there);
    }

    @Test
    void whenNoDefaultFileExistsAllOfThemAreNamed() {
        KubeconfigCatalogue catalogue = catalogue(folder.resolve("a") + File.pathSeparator + folder.resolve("b"));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> catalogue.contexts(catalogue.defaultFiles()))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.KUBECONFIG_MISSING))
                .satisfies(e -> assertThat(say(e))
                        .contains(
                                folder.resolve("a").toString(),
                                folder.resolve("b").toString()));
    }

    @Test
    void aNamedFileThatIsMissingIsAnError() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> catalogue("").find(folder.resolve("gone"), null))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.KUBECONFIG_MISSING));
    }

    @Test
    void malformedYamlIsToldByLineAndNeverQuoted() {
        Path broken = file("broken", "kind: Config\nusers:\n- name: x\n  user: {token: top-secret\nclusters: [");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> catalogue("").find(broken, null))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.KUBECONFIG_UNREADABLE))
                .satisfies(e -> assertThat(say(e)).contains(broken.toString(), "line 5"))
                .satisfies(e -> assertThat(e + say(e)).doesNotContain("top-secret"));
    }

    @Test
    void anotherKindOfYamlIsNoKubeconfig() {
        Path pod = file("pod.yaml", "apiVersion: v1\nkind: Pod\n");
        Path text = file("notes.txt", "just words");

        for (Path file : List.of(pod, text, folder)) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> catalogue("").find(file, null))
                    .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.KUBECONFIG_UNREADABLE));
        }
    }

    @Test
    void anUnknownContextIsAnsweredWithTheKnownOnes() {
        Path file = file("config", LAB);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> catalogue("").find(file, "labb"))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.CONTEXT_UNKNOWN))
                .satisfies(e -> assertThat(say(e)).contains("labb", "lab, second"));
    }

    @Test
    void withoutACurrentContextTheOnlyOneIsTaken() {
        Path file = file("config", """
                contexts: [{name: only, context: {cluster: lab}}]
                clusters: [{name: lab, cluster: {server: "https://lab.example:6443"}}]
                """);

        assertThat(catalogue("").find(file, null).name()).isEqualTo("only");
    }

    @Test
    void missingEntriesAreFlawsOfTheContext() {
        Path file = file("config", """
                kind: Config
                contexts:
                - {name: no-cluster, context: {cluster: gone, user: operator}}
                - {name: no-user, context: {cluster: lab, user: gone}}
                - {name: no-server, context: {cluster: empty, user: operator}}
                - {name: old-login, context: {cluster: lab, user: gcp}}
                - {name: fine, context: {cluster: lab, user: operator}}
                clusters:
                - {name: lab, cluster: {server: "https://lab.example:6443"}}
                - {name: empty, cluster: {}}
                users:
                - {name: operator, user: {token: x}}
                - {name: gcp, user: {auth-provider: {name: gcp}}}
                """);

        assertThat(catalogue("").contexts(List.of(file)))
                .extracting(each -> each.flaw() == null ? "" : each.flaw().key())
                .containsExactly(
                        "live.flaw.noCluster", "live.flaw.noUser", "live.flaw.noServer", "live.flaw.authProvider", "");
    }

    @Test
    void anExecPluginIsShownButNotRun() {
        Path ran = folder.resolve("ran");
        Path plugin = Kubeconfigs.script(folder.resolve("bin").resolve("login"), "touch " + ran);
        Path file = file("config", """
                contexts: [{name: lab, context: {cluster: lab, user: operator}}]
                clusters: [{name: lab, cluster: {server: "https://lab.example:6443"}}]
                users:
                - name: operator
                  user:
                    exec:
                      command: bin/login
                      args: [get-token, --cluster, lab]
                      env: [{name: PROFILE, value: secret-value}]
                """);

        ClusterContext context = catalogue("").find(file, "lab");

        assertThat(context.execCommand())
                .containsExactly("PROFILE=…", plugin.toString(), "get-token", "--cluster", "lab");
        assertThat(context.fromDefaultFile()).isFalse();
        assertThat(ran).doesNotExist();
    }

    @Test
    void aDefaultFileNamedByHandIsStillTheUsersOwn() {
        Path file = file("config", LAB);

        assertThat(catalogue(file.toString()).find(file, null).fromDefaultFile())
                .isTrue();
        assertThat(Files.exists(file)).isTrue();
    }

    private KubeconfigCatalogue catalogue(String variable) {
        return new KubeconfigCatalogue(Map.of("KUBECONFIG", variable), folder);
    }

    private Path file(String name, String yaml) {
        return Kubeconfigs.write(folder.resolve(name), yaml);
    }

    private static String say(SourceException e) {
        Phrasebook english = Phrasebook.english();
        return english.say(e.what()) + " " + english.say(e.nextStep());
    }
}
