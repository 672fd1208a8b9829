// Package cli is the commands of the program, one file each, and the only place where its parts are wired together.
//
// Contracts:
//   - Results go to standard output, everything said to a person to standard error.
//   - A command ends with one of five codes: 0 done, 1 the PBX refused or failed, 2 wrong usage or configuration, 3 no
//     connection or login, 4 outcome unknown. A URL that no PBX could have is configuration (2); one behind which no PBX
//     answers is no connection (3).
//   - Nothing but the console itself writes escape codes, and what the PBX said is written only as pal.Text shows it.
//   - No password of a login is taken from an argument nor written anywhere. What call sends or prints is the caller's: it
//     takes secrets from a file or from standard input, and warns of one in an argument, which others can see.
//   - A command touches the world through its environment alone, so that tests run it in their own process.
package cli
