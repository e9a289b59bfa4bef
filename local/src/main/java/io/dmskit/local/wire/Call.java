package io.dmskit.local.wire;

/**
 * Which operation of which service a request is for, and what it says.
 *
 * @param service one of the service's names on the wire
 * @param operation the operation's name
 * @param request the members of the request
 */
record Call(String service, String operation, RequestModel request) {}
