package io.gleaner.source.live;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's HTTP client, with our idea of trust. It never follows a redirect: the Kubernetes API sends none, and a token must
 * not travel to another host.
 */
final class HttpTransport extends JdkHttpClientFactory {
    private final SSLContext security;

    /** @throws GeneralSecurityException or IOException when a certificate or key of the configuration is no good */
    HttpTransport(Config config, String tlsServerName) throws GeneralSecurityException, IOException {
        TrustManager[] trust = Arrays.stream(SSLUtils.trustManagers(config))
                .map(each -> each instanceof X509ExtendedTrustManager decider && !config.isTrustCerts()
                        ? new ServerTrust(decider, tlsServerName)
                        : each)
                .toArray(TrustManager[]::new);
        security = SSLUtils.sslContext(SSLUtils.keyManagers(config), trust);
    }

    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
        builder.followRedirects(HttpClient.Redirect.NEVER).sslContext(security);
    }
}
