package io.gleaner.source.live;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides as another trust manager does, and adds two things: a refusal names the certificate it is about, and
 * {@code tls-server-name} takes the place of the URL's host, which the JDK's HTTP client cannot do.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager delegate;
    private final String serverName;

    /** @param serverName the name the certificate must be for; empty for the host of the URL */
    ServerTrust(X509ExtendedTrustManager delegate, String serverName) {
        this.delegate = delegate;
        this.serverName = serverName.toLowerCase(Locale.ROOT);
    }

    /** Why a server's certificate was refused, with what is needed to say so. */
    static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1;

        /** The first thing that is wrong. */
        enum Reason {
            EXPIRED,
            NOT_YET_VALID,
            OTHER_NAME,
            UNKNOWN_AUTHORITY
        }

        private final Reason reason;
        private final transient Instant from;
        private final transient Instant until;
        private final transient List<String> names;
        private final String issuer;

        private Refused(Reason reason, X509Certificate certificate, @Nullable Throwable cause) {
            super(reason.name(), cause);
            this.reason = reason;
            this.from = certificate.getNotBefore().toInstant();
            this.until = certificate.getNotAfter().toInstant();
            this.names = namesOf(certificate);
            this.issuer = certificate.getIssuerX500Principal().getName();
        }

        Reason reason() {
            return reason;
        }

        Instant from() {
            return from;
        }

        Instant until() {
            return until;
        }

        /** The hosts and addresses the certificate is for. */
        List<String> names() {
            return names;
        }

        String issuer() {
            return issuer;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            if (serverName.isEmpty()) {
                delegate.checkServerTrusted(chain, authType, engine);
            } else {
                delegate.checkServerTrusted(chain, authType);
            }
        } catch (CertificateException e) {
            throw refused(chain, authType, e);
        }
        // The JDK does not look at the dates of a certificate that is itself trusted; kubectl does.
        refuseOutOfDate(chain[0], null);
        if (!serverName.isEmpty() && namesOf(chain[0]).stream().noneMatch(this::isForServer)) {
            throw new Refused(Refused.Reason.OTHER_NAME, chain[0], null);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        delegate.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        delegate.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        delegate.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        delegate.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        delegate.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }

    private Refused refused(X509Certificate[] chain, String authType, CertificateException cause) throws Refused {
        for (X509Certificate certificate : chain) {
            refuseOutOfDate(certificate, cause);
        }
        try {
            // Trusted once the name is not asked for: then it was the name.
            delegate.checkServerTrusted(chain, authType);
            return new Refused(Refused.Reason.OTHER_NAME, chain[0], cause);
        } catch (CertificateException _) {
            return new Refused(Refused.Reason.UNKNOWN_AUTHORITY, chain[0], cause);
        }
    }

    private static void refuseOutOfDate(X509Certificate certificate, @Nullable Throwable cause) throws Refused {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new Refused(Refused.Reason.EXPIRED, certificate, cause == null ? e : cause);
        } catch (CertificateNotYetValidException e) {
            throw new Refused(Refused.Reason.NOT_YET_VALID, certificate, cause == null ? e : cause);
        }
    }

    private boolean isForServer(String name) {
        String pattern = name.toLowerCase(Locale.ROOT);
        int dot = serverName.indexOf('.');
        return pattern.equals(serverName)
                || pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(serverName.substring(dot));
    }

    private static List<String> namesOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(each -> each.get(1) instanceof String)
                            .map(each -> Objects.toString(each.get(1)))
                            .toList();
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}
