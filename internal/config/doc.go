// Package config turns config.toml into a Config: what to connect to, whose console it is, how the screen looks, which
// keys do what.
//
// Contracts:
//   - Parse is strict: an unknown setting, a wrong type, an impossible value is refused, never guessed. Each problem is an
//     *Error with file, line and column and says what to do; several come joined, in the order of the file.
//   - No error and no Config prints a password.
//   - Passwords come from a file only its owner can read, a command, the environment or the prompt, never from an argument.
//     Secret tells in which order.
package config
