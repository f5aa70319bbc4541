package io.gleaner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a recovery relies on when it reads back and writes: the same for the built-in cluster and for a real kube-apiserver.
 * Every rule here was measured on a real one.
 *
 * <p>The cluster needs the namespaces {@code fleet-local}, {@code harvester-system} and {@code cattle-system}, and custom
 * resources for ManagedChart (with status subresource) and Upgrade (without). Objects get names of their own for each test.
 */
public abstract class ClusterWriterContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String RUN_LABEL = "gleaner.test/run";

    private final String run = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    private final ObjectRef chart = ResourceKind.MANAGED_CHART.ref("fleet-local", run);
    private final ObjectRef upgrade = ResourceKind.UPGRADE.ref("harvester-system", run);

    /** The one under test, for a user who may do everything. */
    protected abstract ClusterWriter writer();

    /** To the same cluster, for a user who may only get, list and watch. */
    protected abstract ClusterWriter restrictedWriter();

    /** Creates an object, its status included, where there is no simulation that would touch it. */
    protected abstract void seed(ObjectNode object);

    /** Somebody else, as field manager {@code somebody}, changes the main resource. */
    protected abstract void changeAsSomebody(ObjectRef ref, Consumer<ObjectNode> change);

    /** Somebody else changes the status; where it is not kept apart, through the main resource. */
    protected abstract void changeStatusAsSomebody(ObjectRef ref, Consumer<ObjectNode> change);

    @Test
    void storedObjectIsReadBackWithWhatTheServerAdds() {
        seedChart("{paused: true, version: 1.4.3}");

        ObjectNode object = writer().get(chart);

        assertThat(object.path("apiVersion").asString()).isEqualTo("management.cattle.io/v3");
        assertThat(object.path("kind").asString()).isEqualTo("ManagedChart");
        assertThat(object.at("/spec/version").asString()).isEqualTo("1.4.3");
        assertThat(object.at("/status/conditions/0/status").asString()).isEqualTo("True");
        assertThat(object.at("/metadata/uid").asString()).isNotEmpty();
        assertThat(object.at("/metadata/creationTimestamp").asString()).isNotEmpty();
        assertThat(version(object)).isNotEmpty();
        assertThat(generation(object)).isEqualTo(1);
    }

    @Test
    void absentObjectIsNotFound() {
        assertRefused(Reason.NOT_FOUND, () -> writer().get(chart));
        assertRefused(Reason.NOT_FOUND, () -> writer().patch(chart, patch("replace /spec/paused false")));
        assertRefused(Reason.NOT_FOUND, () -> writer().dryRun(chart, patch("replace /spec/paused false")));
        assertRefused(
                Reason.NOT_FOUND, () -> writer().awaitCondition(chart, _ -> true, Duration.ofSeconds(5), () -> false));
    }

    @Test
    void patchWhoseTestsAllHoldIsAppliedAndRaisesTheGeneration() {
        seedChart("{paused: true, version: 1.4.3}");
        ObjectNode before = writer().get(chart);

        ObjectNode answer = writer().patch(
                        chart,
                        patch(
                                "test /metadata/uid " + before.at("/metadata/uid"),
                                "test /metadata/generation " + generation(before),
                                "test /metadata/resourceVersion " + before.at("/metadata/resourceVersion"),
                                "test /spec/paused true",
                                "test /spec/version \"1.4.3\"",
                                "test /status/conditions/0/type \"Defined\"",
                                "test /status/conditions/0/status \"True\"",
                                "replace /spec/paused false"));

        ObjectNode after = writer().get(chart);
        assertThat(answer).isEqualTo(after);
        assertThat(after.at("/spec/paused").asBoolean()).isFalse();
        assertThat(generation(after)).isEqualTo(generation(before) + 1);
        assertThat(version(after)).isNotEqualTo(version(before));
        assertThat(after.at("/status")).isEqualTo(before.at("/status"));
    }

    @Test
    void staleGenerationIsInvalidAndNothingChanges() {
        seedChart("{paused: true, version: 1.4.3}");
        changeAsSomebody(chart, object -> spec(object).put("version", "1.5.1"));

        assertRefusedWithoutEffect("test /metadata/generation 1", "replace /spec/paused false");
    }

    @Test
    void staleResourceVersionIsInvalidAndNothingChanges() {
        seedChart("{paused: true}");
        String stale = version(writer().get(chart));
        changeStatusAsSomebody(chart, object -> definedCondition(object).put("message", "another word"));

        assertRefusedWithoutEffect("test /metadata/resourceVersion \"" + stale + "\"", "replace /spec/paused false");
    }

    @Test
    void statusCanBeAPrecondition() {
        seedChart("{paused: true}");
        changeStatusAsSomebody(chart, object -> definedCondition(object).put("status", "False"));

        assertRefusedWithoutEffect("test /status/conditions/0/status \"True\"", "replace /spec/paused false");
    }

    @Test
    void anotherObjectOfTheSameNameIsNotTouched() {
        seedChart("{paused: true}");

        assertRefusedWithoutEffect("test /metadata/uid \"" + UUID.randomUUID() + "\"", "replace /spec/paused false");
    }

    @Test
    void testTakesTheTypeSeriously() {
        seedChart("{timeoutSeconds: 601}");

        assertRefusedWithoutEffect("test /spec/timeoutSeconds \"601\"", "replace /spec/timeoutSeconds 602");
        writer().patch(chart, patch("test /spec/timeoutSeconds 601", "replace /spec/timeoutSeconds 602"));
        assertThat(writer().get(chart).at("/spec/timeoutSeconds").asInt()).isEqualTo(602);
    }

    @Test
    void patchIsAllOrNothing() {
        seedChart("{paused: true, version: 1.4.3}");

        assertRefusedWithoutEffect("replace /spec/paused false", "test /spec/version \"1.5.1\"");
    }

    @Test
    void testOfNullMeansAbsent() {
        seedChart("{version: 1.4.3}");

        assertRefusedWithoutEffect("test /spec/version null", "replace /spec/version \"1.5.1\"");
        assertThat(writer().patch(chart, patch("test /spec/paused null", "add /spec/paused true"))
                        .at("/spec/paused")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void absentIsNotFalse() {
        seedChart("{version: 1.4.3}");

        assertRefusedWithoutEffect("test /spec/paused false", "add /spec/paused true");
    }

    @Test
    void replaceOfAnAbsentFieldSetsItAndIsThereforeNoGuard() {
        seedChart("{version: 1.4.3}");

        ObjectNode after = writer().patch(chart, patch("replace /spec/paused true"));

        assertThat(after.at("/spec/paused").asBoolean()).isTrue();
    }

    @Test
    void nothingIsAddedBelowAMissingParent() {
        seedChart("{version: 1.4.3}");

        assertRefusedWithoutEffect("add /metadata/annotations/gleaner.io~1note \"x\"");
    }

    @Test
    void dryRunAnswersTheWouldBeObjectAndStoresNothing() {
        seedChart("{paused: true}");
        ObjectNode before = writer().get(chart);

        ObjectNode wouldBe = writer().dryRun(chart, patch("test /spec/paused true", "replace /spec/paused false"));

        assertThat(wouldBe.at("/spec/paused").asBoolean()).isFalse();
        assertThat(generation(wouldBe)).isEqualTo(generation(before) + 1);
        assertThat(version(wouldBe)).isEqualTo(version(before));
        assertThat(writer().get(chart)).isEqualTo(before);
    }

    @Test
    void dryRunIsRefusedLikeTheRealThing() {
        seedChart("{paused: true}");

        assertRefused(
                Reason.INVALID, () -> writer().dryRun(chart, patch("test /spec/paused false", "remove /spec/paused")));
    }

    @Test
    void patchWithoutEffectChangesNothing() {
        seedChart("{paused: true}");
        writer().patch(chart, patch("replace /spec/paused false"));
        ObjectNode before = writer().get(chart);

        writer().patch(chart, patch("replace /spec/paused false"));

        assertThat(withoutBookkeeping(writer().get(chart))).isEqualTo(withoutBookkeeping(before));
    }

    @Test
    void metadataChangesTheResourceVersionAlone() {
        seedChart("{paused: true}");
        ObjectNode before = writer().get(chart);

        ObjectNode after = writer().patch(chart, patch("add /metadata/annotations {\"gleaner.io/note\":\"x\"}"));

        assertThat(version(after)).isNotEqualTo(version(before));
        assertThat(generation(after)).isEqualTo(generation(before));
    }

    @Test
    void statusKeptApartIsIgnoredInTheMainResourceAndDoesNotCount() {
        seedChart("{paused: true}");
        ObjectNode before = writer().get(chart);

        ObjectNode unchanged = writer().patch(chart, patch("replace /status/conditions/0/status \"False\""));
        changeStatusAsSomebody(chart, object -> definedCondition(object).put("status", "False"));
        ObjectNode after = writer().get(chart);

        assertThat(withoutBookkeeping(unchanged)).isEqualTo(withoutBookkeeping(before));
        assertThat(after.at("/status/conditions/0/status").asString()).isEqualTo("False");
        assertThat(version(after)).isNotEqualTo(version(before));
        assertThat(generation(after)).isEqualTo(generation(before));
    }

    @Test
    void statusOfAnUpgradeIsAPartOfTheMainResourceAndCounts() {
        seed(object(upgrade, "{spec: {version: v1.5.1}, status: {previousVersion: v1.4.3}}"));
        ObjectNode before = writer().get(upgrade);

        ObjectNode patched = writer().patch(upgrade, patch("replace /status/previousVersion \"v1.4.2\""));
        changeStatusAsSomebody(
                upgrade, object -> ((ObjectNode) object.path("status")).put("previousVersion", "v1.4.1"));
        ObjectNode after = writer().get(upgrade);

        assertThat(patched.at("/status/previousVersion").asString()).isEqualTo("v1.4.2");
        assertThat(generation(patched)).isEqualTo(generation(before) + 1);
        assertThat(after.at("/status/previousVersion").asString()).isEqualTo("v1.4.1");
        assertThat(generation(after)).isEqualTo(generation(before) + 2);
    }

    @Test
    void serverRemembersWhoSetAField() {
        seedChart("{version: 1.4.3}");

        changeAsSomebody(chart, object -> spec(object).put("paused", true));
        assertThat(managersOfPaused()).containsExactly("somebody");

        writer().patch(chart, patch("replace /spec/paused false"));
        assertThat(managersOfPaused()).containsExactly(ClusterWriter.FIELD_MANAGER);
    }

    @Test
    void listKeepsToNamespaceAndLabels() {
        ObjectRef other = ResourceKind.CONFIG_MAP.ref("cattle-system", run + "-other");
        seed(labelled(ResourceKind.CONFIG_MAP.ref("fleet-local", run + "-a"), Map.of("tier", "one")));
        seed(labelled(ResourceKind.CONFIG_MAP.ref("fleet-local", run + "-b"), Map.of("tier", "two", "extra", "yes")));
        seed(labelled(other, Map.of("tier", "one")));
        String ours = RUN_LABEL + "=" + run;

        assertThat(names("fleet-local", ours)).containsExactlyInAnyOrder(run + "-a", run + "-b");
        assertThat(names("fleet-local", ours + ",tier=two")).containsExactly(run + "-b");
        assertThat(names("fleet-local", ours + ",tier!=two")).containsExactly(run + "-a");
        assertThat(names("fleet-local", ours + ",extra")).containsExactly(run + "-b");
        assertThat(names("fleet-local", ours + ",!extra")).containsExactly(run + "-a");
        assertThat(names("fleet-local", ours + ",tier=three")).isEmpty();
        assertThat(names(null, ours)).hasSize(3);
        assertThat(names("fleet-local", null)).contains(run + "-a", run + "-b").doesNotContain(run + "-other");
        assertThat(writer().list(ResourceKind.CONFIG_MAP, "cattle-system", ours))
                .singleElement()
                .satisfies(object -> {
                    assertThat(object.path("apiVersion").asString()).isEqualTo("v1");
                    assertThat(object.path("kind").asString()).isEqualTo("ConfigMap");
                });
    }

    @Test
    void whoMayOnlyReadIsForbiddenToChange() {
        seedChart("{paused: true}");
        ObjectNode before = writer().get(chart);
        ArrayNode patch = patch("replace /spec/paused false");

        assertThat(restrictedWriter().get(chart)).isEqualTo(before);
        assertRefused(Reason.FORBIDDEN, () -> restrictedWriter().patch(chart, patch));
        assertRefused(Reason.FORBIDDEN, () -> restrictedWriter().dryRun(chart, patch));
        assertThat(writer().get(chart)).isEqualTo(before);
    }

    @Test
    void deletionTakesTheObjectWithThatUidAway() {
        seedChart("{paused: true}");
        String uid = writer().get(chart).at("/metadata/uid").asString();

        writer().dryRunDelete(chart, uid);
        assertThat(writer().get(chart).at("/metadata/uid").asString()).isEqualTo(uid);

        writer().delete(chart, uid);
        assertRefused(Reason.NOT_FOUND, () -> writer().get(chart));
        assertRefused(Reason.NOT_FOUND, () -> writer().delete(chart, uid));
        assertRefused(Reason.NOT_FOUND, () -> writer().dryRunDelete(chart, uid));
    }

    @Test
    void deletionOfAnotherObjectOfThatNameIsAConflict() {
        seedChart("{paused: true}");
        ObjectNode before = writer().get(chart);

        assertRefused(
                Reason.CONFLICT, () -> writer().delete(chart, UUID.randomUUID().toString()));
        assertRefused(
                Reason.CONFLICT,
                () -> writer().dryRunDelete(chart, UUID.randomUUID().toString()));
        assertThat(writer().get(chart)).isEqualTo(before);
    }

    @Test
    void whoMayOnlyReadIsForbiddenToDelete() {
        seedChart("{paused: true}");
        String uid = writer().get(chart).at("/metadata/uid").asString();

        assertRefused(Reason.FORBIDDEN, () -> restrictedWriter().delete(chart, uid));
        assertRefused(Reason.FORBIDDEN, () -> restrictedWriter().dryRunDelete(chart, uid));
        assertThat(writer().isAllowed("delete", ResourceKind.MANAGED_CHART, "fleet-local", run))
                .isTrue();
        assertThat(restrictedWriter().isAllowed("delete", ResourceKind.MANAGED_CHART, "fleet-local", run))
                .isFalse();
        assertThat(writer().get(chart).at("/metadata/uid").asString()).isEqualTo(uid);
    }

    @Test
    void accessReviewTellsWhatIsAllowed() {
        ResourceKind kind = ResourceKind.MANAGED_CHART;
        for (String verb : List.of("get", "list", "watch", "patch")) {
            assertThat(writer().isAllowed(verb, kind, "fleet-local", run)).isTrue();
            assertThat(restrictedWriter().isAllowed(verb, kind, "fleet-local", run))
                    .isEqualTo(!verb.equals("patch"));
        }
    }

    @Test
    void waitEndsAtOnceWhenTheConditionHolds() {
        seedChart("{paused: false}");

        assertThat(writer().awaitCondition(chart, object -> !paused(object), LONG, () -> false))
                .hasValueSatisfying(object -> assertThat(object).isEqualTo(writer().get(chart)));
    }

    @Test
    void waitSeesALaterChangeOfSpecAndStatus() throws Exception {
        seedChart("{paused: true}");
        CountDownLatch looked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<ObjectNode>> waiting = threads.submit(() -> writer().awaitCondition(
                            chart,
                            object -> {
                                looked.countDown();
                                return !paused(object)
                                        && object.at("/status/conditions/0/status")
                                                .asString()
                                                .equals("False");
                            },
                            LONG,
                            () -> false));
            assertThat(looked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            changeAsSomebody(chart, object -> spec(object).put("paused", false));
            changeStatusAsSomebody(chart, object -> definedCondition(object).put("status", "False"));

            assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .hasValueSatisfying(object -> assertThat(paused(object)).isFalse());
        }
    }

    @Test
    void waitGivesUpInTime() {
        seedChart("{paused: true}");

        assertThat(writer().awaitCondition(chart, object -> !paused(object), Duration.ofMillis(300), () -> false))
                .isEmpty();
    }

    @Test
    void waitCanBeCancelled() throws Exception {
        seedChart("{paused: true}");
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch looked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<ObjectNode>> waiting = threads.submit(() -> writer().awaitCondition(
                            chart,
                            _ -> {
                                looked.countDown();
                                return false;
                            },
                            LONG.multipliedBy(2),
                            cancelled::get));
            assertThat(looked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            cancelled.set(true);

            assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
        }
    }

    /** A ManagedChart of this test's name whose {@code Defined} is True. */
    private void seedChart(String spec) {
        seed(object(chart, "{spec: %s, status: {conditions: [{type: Defined, status: 'True'}]}}".formatted(spec)));
    }

    /** @param rest YAML */
    private static ObjectNode object(ObjectRef ref, String rest) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", ref.name());
        if (ref.namespace() != null) {
            metadata.put("namespace", ref.namespace());
        }
        object.setAll((ObjectNode) YAML.readTree(rest));
        return object;
    }

    private ObjectNode labelled(ObjectRef ref, Map<String, String> labels) {
        ObjectNode object = object(ref, "{data: {key: value}}");
        ObjectNode own =
                ((ObjectNode) object.path("metadata")).putObject("labels").put(RUN_LABEL, run);
        labels.forEach(own::put);
        return object;
    }

    /** @param operations each {@code op path} and, but for remove, a JSON value */
    private static ArrayNode patch(String... operations) {
        ArrayNode patch = JSON.createArrayNode();
        for (String operation : operations) {
            String[] parts = operation.split(" ", 3);
            ObjectNode node = patch.addObject().put("op", parts[0]).put("path", parts[1]);
            if (parts.length == 3) {
                node.set("value", JSON.readTree(parts[2]));
            }
        }
        return patch;
    }

    private void assertRefusedWithoutEffect(String... operations) {
        ObjectNode before = writer().get(chart);
        assertThatThrownBy(() -> writer().patch(chart, patch(operations)))
                .isInstanceOfSatisfying(
                        ClusterRequestException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("the server rejected our request due to an error in our request");
        assertThat(writer().get(chart)).isEqualTo(before);
    }

    private static void assertRefused(Reason reason, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        ClusterRequestException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private List<String> names(@Nullable String namespace, @Nullable String labelSelector) {
        return writer().list(ResourceKind.CONFIG_MAP, namespace, labelSelector).stream()
                .map(object -> object.at("/metadata/name").asString())
                .toList();
    }

    private List<String> managersOfPaused() {
        return writer().get(chart)
                .at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> entry.path("fieldsV1").path("f:spec").has("f:paused"))
                .map(entry -> entry.path("manager").asString())
                .toList();
    }

    /** Kubernetes 1.20 writes down anew who owns what, and so counts up, where a request changes nothing. */
    private static ObjectNode withoutBookkeeping(ObjectNode object) {
        ObjectNode rest = object.deepCopy();
        rest.withObject("metadata").without(List.of("managedFields", "resourceVersion"));
        return rest;
    }

    private static boolean paused(JsonNode object) {
        return object.at("/spec/paused").asBoolean(false);
    }

    private static long generation(JsonNode object) {
        return object.at("/metadata/generation").asLong();
    }

    private static String version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asString();
    }

    private static ObjectNode spec(ObjectNode object) {
        return (ObjectNode) object.path("spec");
    }

    private static ObjectNode definedCondition(ObjectNode object) {
        return (ObjectNode) object.at("/status/conditions/0");
    }
}
