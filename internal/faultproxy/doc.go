// Package faultproxy is a TCP line that breaks on demand: a proxy in the process of a test, between a client and a server.
//
// A line has two ways, ToServer and ToClient. What Break and SliceInto set holds for the connections that are there and for
// those to come, until Heal. Reset and CutAfter act on connections once.
//
// Contracts:
//   - Bytes arrive in their order and unchanged, or not at all: what a way swallows or cuts off is never followed by more.
//   - Nothing is decided by the time of day. What is left to chance comes from the seed.
//   - Every method may be called from any goroutine. None blocks but Close, which leaves no goroutine and no connection.
package faultproxy
