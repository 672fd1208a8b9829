package pal

import (
	"errors"
	"fmt"
	"net/mail"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Check tells why a value is not one of the property's. An empty value clears the
// setting and is right for all but true or false and choices. The error goes on
// after the property's name and never holds the value.
func (p Property) Check(value string) error {
	if !utf8.ValidString(value) {
		return errEncoding
	}
	switch p.Kind {
	case TextValue, SecretValue:
		return nil
	case BoolValue:
		return checkBool(value)
	case ChoiceValue:
		return Param{Allowed: p.Allowed}.checkAllowed(value)
	}
	if value == "" {
		return nil
	}
	if strings.ContainsFunc(value, unicode.IsControl) {
		return errors.New("must not hold line breaks or other control characters")
	}
	return p.checkForm(value)
}

// checkForm checks the kinds of values that may be empty, but are not.
func (p Property) checkForm(value string) error {
	switch p.Kind {
	case NumberValue:
		return p.checkNumber(value)
	case NumbersValue:
		return checkEach(value, p.checkNumber)
	case ExtensionValue:
		return checkExtension(value)
	case ExtensionsValue:
		return checkEach(value, checkExtension)
	case NumbersToCallValue, PatternsValue:
		return checkEach(value, checkWord)
	case EmailsValue:
		return checkEach(value, checkEmail)
	case WildcardValue, PhoneTypeValue, UserClassValue:
		return checkWord(value)
	case RegexpValue:
		return checkRegexp(value)
	case ScheduleValue:
		_, err := ParseSchedule(value)
		return err
	}
	return nil
}

func checkBool(value string) error {
	if strings.EqualFold(value, "true") || strings.EqualFold(value, "false") {
		return nil
	}
	return errors.New("must be true or false")
}

func (p Property) checkNumber(value string) error {
	n, err := strconv.Atoi(value)
	switch {
	case err != nil:
		return errNotWhole
	case n < p.Least:
		return fmt.Errorf("must be %d or more", p.Least)
	}
	return nil
}

func checkExtension(value string) error {
	if strings.ContainsFunc(value, unicode.IsSpace) || strings.Contains(value, ",") {
		return errors.New("must be an extension, without spaces and commas")
	}
	return nil
}

func checkEmail(value string) error {
	if address, err := mail.ParseAddress(value); err != nil || address.Address != value {
		return errors.New("must be an e-mail address like ana@example.com")
	}
	return nil
}

func checkWord(value string) error {
	if strings.TrimSpace(value) == "" {
		return errors.New("must not be blank")
	}
	return nil
}

// sureFlaws are the flaws of a regular expression that every dialect refuses. What
// Go alone refuses, look-ahead and possessive repetition for instance, is right
// for the PBX.
var sureFlaws = map[syntax.ErrorCode]string{
	syntax.ErrMissingParen:          "a ( without its )",
	syntax.ErrUnexpectedParen:       "a ) without its (",
	syntax.ErrMissingBracket:        "a [ without its ]",
	syntax.ErrTrailingBackslash:     "a \\ at its end",
	syntax.ErrMissingRepeatArgument: "nothing to repeat before *, + or ?",
	syntax.ErrInvalidCharRange:      "a range like z-a that runs backwards",
}

func checkRegexp(value string) error {
	_, err := syntax.Parse(value, syntax.Perl)
	flaw, ok := errors.AsType[*syntax.Error](err)
	if !ok || sureFlaws[flaw.Code] == "" {
		return nil
	}
	return fmt.Errorf("is not a regular expression: it has %s", sureFlaws[flaw.Code])
}

// checkEach checks the entries of a list; none may be empty.
func checkEach(list string, check func(entry string) error) error {
	entries := strings.Split(list, ",")
	for i, entry := range entries {
		entry = strings.TrimSpace(entry)
		if entry == "" {
			return errEmptyEntry
		}
		err := check(entry)
		if err != nil && len(entries) > 1 {
			return fmt.Errorf("is wrong at entry %d, which %w", i+1, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
