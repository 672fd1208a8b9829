package pal_test

import (
	"testing"

	"cordboard/palconn/pal"
)

// discard is a receiver for which everything is expected and nothing matters.
type discard struct{}

func (discard) Notified(pal.Notification) {}
func (discard) Answered(pal.Response)     {}
func (discard) Called(pal.Call)           {}
func (discard) Spoiled(*pal.Malformed)    {}

func BenchmarkDecodeStatus(b *testing.B) {
	frame := []byte(`{"jsonrpc":"2.0","method":"notify_status","params":{"user":"1001","status":"14",` +
		`"other_number":"1002","room_id":"282000000230","talker_id":"1416","user_display_name":"Ana Ruiz",` +
		`"other_user_display_name":"Bo Lund","time":1587451427817}}`)
	b.ReportAllocs()
	b.SetBytes(int64(len(frame)))
	for b.Loop() {
		pal.Decode(frame, discard{})
	}
}
