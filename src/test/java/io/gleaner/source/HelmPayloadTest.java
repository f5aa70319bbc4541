package io.gleaner.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.HelmRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

public class HelmPayloadTest {
    private static final String PASSWORD = "do-not-show-me";

    /** A release as Helm stores it, with values that are nobody's business. */
    public static String payload(String chart, String version, String appVersion) {
        return packed("""
                {"name": "%1$s", "info": {"first_deployed": "2025-06-03T13:40:00Z", "status": "deployed",
                  "last_deployed": "2025-07-15T10:40:03.417+02:00", "notes": "%4$s"},
                 "chart": {"metadata": {"name": "%1$s", "version": "%2$s", "appVersion": "%3$s", "sources": [{"name": "x"}]},
                   "values": {"metadata": {"version": "9.9.9"}, "password": "%4$s"}, "templates": [{"data": "%4$s"}]},
                 "config": {"info": {"status": "failed"}, "password": "%4$s"}, "manifest": "%4$s", "version": 4}
                """.formatted(chart, version, appVersion, PASSWORD));
    }

    @Test
    void chartVersionStatusAndTimeAreToldAndNothingElse() {
        assertThat(read(payload("harvester", "1.5.1", "v1.5.1"))).hasValueSatisfying(release -> {
            assertThat(release)
                    .isEqualTo(new HelmRelease(
                            ResourceKind.SECRET.ref("harvester-system", "sh.helm.release.v1.harvester.v4"),
                            "harvester-system",
                            "harvester",
                            4,
                            "deployed",
                            "harvester",
                            "1.5.1",
                            "v1.5.1",
                            Instant.parse("2025-07-15T08:40:03.417Z")));
            assertThat(release.toString()).doesNotContain(PASSWORD);
        });
    }

    @Test
    void anUnzippedPayloadOfAnOldHelmIsReadAsWell() {
        String json = "{\"chart\": {\"metadata\": {\"name\": \"fleet\", \"version\": \"105.0.1\"}}}";
        assertThat(read(base64(base64(json.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))))
                .hasValueSatisfying(release -> {
                    assertThat(release.chartVersion()).isEqualTo("105.0.1");
                    assertThat(release.status()).isEqualTo("pending-upgrade");
                    assertThat(release.deployed()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"info\": [], \"chart\": \"none\"}",
                "{\"info\": {\"status\": {}}, \"chart\": {\"metadata\": {\"version\": [1]}}}",
                "not json at all"
            })
    void whatHelmDidNotWriteIsNoRelease(String json) {
        assertThat(read(packed(json))).isEmpty();
    }

    @Test
    void whatIsNotEvenEncodedIsNoRelease() {
        assertThat(read("")).isEmpty();
        assertThat(read("%%%")).isEmpty();
        assertThat(read(base64("%%%".getBytes(StandardCharsets.UTF_8)))).isEmpty();
        assertThat(read(base64(base64(new byte[] {0x1f, (byte) 0x8b, 8, 0}).getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(read("A".repeat(5 << 20))).isEmpty();
    }

    @Test
    void aBombIsNotUnpackedToItsEnd() {
        byte[] spaces = new byte[1 << 20];
        java.util.Arrays.fill(spaces, (byte) ' ');
        String bomb = packed(out -> {
            out.write("{\"config\": ".getBytes(StandardCharsets.UTF_8));
            for (int megabyte = 0; megabyte < 100; megabyte++) {
                out.write(spaces);
            }
            out.write("1, \"info\": {\"status\": \"deployed\"}}".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(read(bomb)).isEmpty();
    }

    @Test
    void endlessNestingIsNoRelease() {
        assertThat(read(packed("{\"config\": " + "[".repeat(100_000)))).isEmpty();
    }

    @Test
    void aFactOfAMegabyteIsCut() {
        String json = "{\"chart\": {\"metadata\": {\"version\": \"%s\"}}}".formatted("9".repeat(1 << 20));
        assertThat(read(packed(json)))
                .hasValueSatisfying(
                        release -> assertThat(release.chartVersion()).hasSize(1_000));
    }

    @Test
    void anyOtherSecretIsLeftAlone() {
        ObjectNode secret = secret(payload("harvester", "1.5.1", "v1.5.1"));
        secret.withObjectProperty("metadata").withObjectProperty("labels").remove("owner");
        assertThat(HelmPayload.read(secret)).isEmpty();
    }

    private static Optional<HelmRelease> read(String payload) {
        return HelmPayload.read(secret(payload));
    }

    private static ObjectNode secret(String payload) {
        ObjectNode secret = (ObjectNode) JsonMapper.shared().readTree("""
                {"metadata": {"name": "sh.helm.release.v1.harvester.v4", "namespace": "harvester-system",
                  "labels": {"owner": "helm", "name": "harvester", "version": "4", "status": "pending-upgrade"}}}
                """);
        secret.putObject("data").put("release", payload);
        return secret;
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static String packed(String text) {
        return packed(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String packed(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            writing.to(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return base64(base64(bytes.toByteArray()).getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
