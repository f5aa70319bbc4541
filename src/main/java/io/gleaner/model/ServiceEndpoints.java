package io.gleaner.model;

/** An {@code endpointslices.discovery.k8s.io} object: how many Pods of a Service answer. */
public record ServiceEndpoints(Metadata metadata, String service, int ready) {}
