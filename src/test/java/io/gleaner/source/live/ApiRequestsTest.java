package io.gleaner.source.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiRequestsTest {
    /** A source may be closed at any moment, also while its heartbeat is about to ask. */
    @Test
    void closedConnectionIsAnAnswerLikeAnyOther() {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://127.0.0.1:6443")
                        .build())
                .build();
        ApiRequests requests = new ApiRequests(client, Duration.ofSeconds(5));
        client.close();

        assertThatThrownBy(() -> requests.get("/version"))
                .isInstanceOfSatisfying(
                        ClusterRequestException.class,
                        closed -> assertThat(closed.reason()).isEqualTo(Reason.UNREACHABLE));
    }
}
