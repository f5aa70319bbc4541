package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyChoiceTest {
    private static final URI SERVER = URI.create("https://harvester.lab.example:6443");

    @Test
    void theKubeconfigsProxyComesFirst() {
        assertThat(ProxyChoice.of("http://own:1", SERVER, Map.of("HTTPS_PROXY", "http://env:2", "NO_PROXY", "*")))
                .contains("http://own:1");
    }

    @Test
    void theVariableForTheSchemeIsUsedInEitherSpelling() {
        assertThat(ProxyChoice.of("", SERVER, Map.of("https_proxy", "env:3128", "HTTP_PROXY", "http://plain:1")))
                .contains("http://env:3128");
        assertThat(ProxyChoice.of("", SERVER, Map.of("HTTP_PROXY", "http://plain:1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "lab.example",
                ".lab.example",
                "*.lab.example",
                "other, harvester.lab.example",
                "harvester.lab.example:6443"
            })
    void anExemptHostIsReachedDirectly(String noProxy) {
        assertThat(ProxyChoice.of("", SERVER, Map.of("HTTPS_PROXY", "http://env:1", "NO_PROXY", noProxy)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab.example", "harvester.lab.example:443", "10.0.0.0/8", "", "nonsense/x"})
    void anyOtherHostIsNot(String noProxy) {
        assertThat(ProxyChoice.of("", SERVER, Map.of("HTTPS_PROXY", "http://env:1", "NO_PROXY", noProxy)))
                .contains("http://env:1");
    }

    @Test
    void networksExemptAddresses() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://env:1", "NO_PROXY", "192.168.10.0/23,fd00::/8");

        assertThat(ProxyChoice.of("", URI.create("https://192.168.11.10:6443"), environment))
                .isEmpty();
        assertThat(ProxyChoice.of("", URI.create("https://[fd00::10]:6443"), environment))
                .isEmpty();
        assertThat(ProxyChoice.of("", URI.create("https://192.168.12.10:6443"), environment))
                .isPresent();
    }

    @Test
    void thisMachineNeverNeedsAProxy() {
        assertThat(ProxyChoice.of("", URI.create("https://127.0.0.1:6443"), Map.of("HTTPS_PROXY", "http://env:1")))
                .isEmpty();
    }
}
