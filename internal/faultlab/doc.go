// Command faultlab measures what cordboard promises for bad days: it breaks the line to a simulated PBX in every way the
// fault proxy knows, stops and kills processes, races operators against the PBX, and writes one JSON line per figure.
//
//	go run ./internal/faultlab            everything, for some twenty-five minutes
//	go run ./internal/faultlab -short     everything with fewer cases, in less than four
//	go run ./internal/faultlab -share 0.5 everything with half of the cases
//	go run ./internal/faultlab -only lost -seed 7
//	go run ./internal/faultlab -table     the lines on standard input as the table of docs/faults.md
//
// Contracts:
//   - What is measured is the product: its session, store, desk, journal and screen, over real sockets, against the
//     simulator that the product ships. The lab adds the faults and the comparison, and nothing between.
//   - Lines go to standard output, progress to standard error. The exit code is 1 when a figure is not reached, 2 when one
//     could not be measured.
//   - Chance comes from the seed that each line tells; how goroutines and processes interleave does not.
package main
