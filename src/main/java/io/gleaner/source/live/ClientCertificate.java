package io.gleaner.source.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificate a kubeconfig identifies its user with.
 *
 * @param commonName the user's name to Kubernetes; empty when there is none
 */
record ClientCertificate(String commonName, Instant from, Instant until) {
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,\\\\])+)");

    /** Empty when the user has none, or none that can be read: the connection will tell. */
    static Optional<ClientCertificate> of(Kubeconfig.Entry user) {
        try {
            byte[] pem;
            if (!user.text("client-certificate-data").isEmpty()) {
                pem = Base64.getMimeDecoder().decode(user.text("client-certificate-data"));
            } else if (!user.text("client-certificate").isEmpty()) {
                pem = Files.readAllBytes(user.resolve(user.text("client-certificate")));
            } else {
                return Optional.empty();
            }
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return Optional.of(new ClientCertificate(
                    commonName(certificate.getSubjectX500Principal().getName()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant()));
        } catch (IOException | CertificateException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String commonName(String distinguishedName) {
        Matcher matcher = COMMON_NAME.matcher(distinguishedName);
        return matcher.find() ? matcher.group(1).replaceAll("\\\\(.)", "$1") : "";
    }
}
