package io.gleaner.source.live;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which HTTP proxy a connection goes through, by the rules of kubectl: the kubeconfig's {@code proxy-url}, else
 * {@code HTTPS_PROXY} or {@code HTTP_PROXY} unless {@code NO_PROXY} names the host; never for this machine itself.
 */
final class ProxyChoice {
    private ProxyChoice() {}

    /** The proxy's URL; empty for a direct connection. */
    static Optional<String> of(String proxyUrl, URI server, Map<String, String> environment) {
        if (!proxyUrl.isEmpty()) {
            return Optional.of(proxyUrl);
        }
        String host = hostOf(server);
        if (isLoopback(host) || isExempt(host, server.getPort(), variable(environment, "NO_PROXY"))) {
            return Optional.empty();
        }
        String proxy = variable(environment, "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY");
        if (proxy.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(proxy.contains("://") ? proxy : "http://" + proxy);
    }

    private static String variable(Map<String, String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(each -> environment.getOrDefault(each, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean isExempt(String host, int port, String noProxy) {
        return Arrays.stream(noProxy.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), host, port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return isInNetwork(entry, host);
        }
        boolean isAddress = isLiteral(entry);
        int colon = isAddress ? -1 : entry.lastIndexOf(':');
        if (colon >= 0 && !entry.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = colon >= 0 ? entry.substring(0, colon) : entry;
        if (name.startsWith("*.")) {
            name = name.substring(1);
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isInNetwork(String network, String host) {
        String base = network.substring(0, network.indexOf('/'));
        if (!isLiteral(base) || !isLiteral(host)) {
            return false;
        }
        try {
            byte[] wanted = InetAddress.ofLiteral(base).getAddress();
            byte[] actual = InetAddress.ofLiteral(host).getAddress();
            int bits = Integer.parseInt(network.substring(network.indexOf('/') + 1));
            if (wanted.length != actual.length || bits < 0 || bits > wanted.length * 8) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((wanted[bit / 8] & mask) != (actual[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || isLiteral(host) && InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    private static boolean isLiteral(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String hostOf(URI server) {
        String host = String.valueOf(server.getHost()).toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
