package palsim

import (
	"testing"
	"time"

	"cordboard/palconn/pal"
)

func TestForwardingOnBusy(t *testing.T) {
	d := newDesk(t, Options{MaxTalkers: 1})
	d.set("1002", `{"pln1_d_busyforward":"1004"}`)
	d.talk("1001", "1002")

	d.call("1005", "1002")
	d.then("1005 1", "1004 0", "1004 65")
	d.answer("1004")
	d.then("1004 2", "1005 14")
	d.talkers("1001 talking 1002", "1002 talking 1001", "1005 talking 1004", "1004 talking 1005")
}

func TestForwardingOnNoAnswerAfterItsOwnRingTime(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"pln1_d_noanswerforward":"1004","pln1_d_ringertime":"7"}`)
	d.call("1001", "1002")
	d.clock.Advance(6 * time.Second)
	d.then("1001 1", "1002 0", "1002 65")

	d.clock.Advance(time.Second)
	d.then("1002 -1 487/19", "1004 0", "1004 65")

	// Nobody there either: the caller leaves a message for the one it called.
	d.clock.Advance(20 * time.Second)
	d.then("1004 -1 487/19", "1001 14")
	d.talkers("1001 talking 071002", "071002 talking 1001")
}

func TestForwardingToAVoicemailBoxAndToOutside(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"pln1_d_noanswerforward":"071005","pln1_d_busyforward":"+34 91 555 0000"}`)
	d.call("1001", "1002")
	d.clock.Advance(20 * time.Second)
	d.clock.Advance(0)
	d.talkers("1001 talking 071005", "071005 talking 1001")
	d.hangup("1001")

	d.call("1001", "1002")
	d.hangup("1002")
	d.talkers("1001 calling 1002", "+34 91 555 0000 ringing 1001")
}

func TestForwardingInACircleEnds(t *testing.T) {
	d := newDesk(t, Options{})
	for _, user := range []string{"1002", "1004"} {
		d.did(d.Unregister(DefaultTenant, user))
	}
	d.set("1002", `{"pln1_d_busyforward":"1004"}`)
	d.set("1004", `{"pln1_d_busyforward":"1002"}`)

	d.call("1001", "1002")
	d.then("1001 1", "1001 -1 480/20")
	d.set("1002", `{"pln1_d_busyforward":"1001"}`)
	d.call("1001", "1002")
	d.then("1001 1", "1001 -1 480/20")
}

func TestForwardingNowhereIsNone(t *testing.T) {
	d := newDesk(t, Options{})
	d.did(d.Unregister(DefaultTenant, "1002"))
	d.set("1002", `{"pln1_d_busyforward":"77"}`)
	d.call("1001", "1002")
	d.then("1001 1", "1001 -1 480/20")
}

func TestVoicemailCanBeSwitchedOffAndOn(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"noanswerforward.voicemail":"false","busyforward.voicemail":"TRUE"}`)
	d.call("1001", "1002")
	d.clock.Advance(20 * time.Second)
	d.then("1001 1", "1002 0", "1002 65", "1002 -1 487/19", "1001 -1 487/19")

	d.call("1001", "1002")
	d.hangup("1002")
	d.talkers("1001 talking 071002", "071002 talking 1001")
}

func TestOtherDestinationsRingToo(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"pln1_d_phoneforward":"1004, 1001,77,1005"}`)

	// 1001 calls, so its own phone does not ring.
	d.call("1001", "1002")
	d.then("1001 1", "1002 0", "1002 65", "1004 0", "1004 65", "1005 0", "1005 65")
	d.answer("1004")
	d.then("1004 2", "1001 14", "1002 -1 487/26", "1005 -1 487/26")
}

func TestACallThatAUserAskedForRingsNobodyElse(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1002", `{"pln1_d_phoneforward":"1004","pln1_d_noanswerforward":"1005"}`)
	d.login("1002").asks("makeCall", `{"user":"1002","from":"1002","to":["1001"],"type":"2"}`, `"result":"succeeded: 1"`)
	d.then("1002 0", "1002 65")
	d.clock.Advance(20 * time.Second)
	d.then("1002 -1 487/19")
}

func TestMostSessionsAreThoseThatAreSet(t *testing.T) {
	d := newDesk(t, Options{MaxTalkers: 1})
	d.set("1002", `{"maxsessioncount":"3"}`)
	d.set("1004", `{"maxsessioncount":"0"}`)
	for _, caller := range []string{"1001", "1005", "1006"} {
		d.call(caller, "1002")
	}
	d.seen = nil

	d.call("1008", "1002")
	d.then("1008 1", "1008 -1 486/17")
	if _, err := d.Call(DefaultTenant, "1002", "1008"); err == nil || err.Error() != "1002 is busy" {
		t.Errorf("a fourth call that 1002 makes: %v", err)
	}
	d.call("1008", "1004")
	d.then("1008 1", "1008 -1 486/17")

	// None may come in, but 1004 can still make a call.
	d.call("1004", "1008")
	d.then("1004 1", "1008 0", "1008 65")
	d.set("1002", `{"maxsessioncount":"-1"}`)
	d.call("1009", "1002")
	d.then("1009 1", "1002 0", "1002 65")
	d.call("1002", "1010")
	d.then("1002 1", "1010 0", "1010 65")
}

func TestCallsOfARecordedUserAreRecorded(t *testing.T) {
	d := newDesk(t, Options{})
	d.set("1001", `{"recording":"true"}`)
	d.call("1001", "1002")
	d.seen = nil

	d.answer("1002")
	d.then("1002 2", "1001 14", "recording 1001 on")
	d.did(d.Hold(DefaultTenant, "1001"))
	d.did(d.StopRecording(DefaultTenant, "1001"))
	d.did(d.Unhold(DefaultTenant, "1001"))
	d.then("1001 35", "recording 1001 off", "1001 36")
}

func TestAGroupRingsItsMembersAtOnce(t *testing.T) {
	d := newDesk(t, Options{})
	d.create("600", pal.GroupExtension, `{"phoneforward":"1001,1002,1004","ringertime":"5","noanswerforward":"1005"}`)
	d.set("1002", `{"pln1_d_phoneforward":"1006","pln1_d_busyforward":"1006"}`)

	d.call("1001", "600")
	d.then("1001 1", "1002 0", "1002 65", "1004 0", "1004 65")
	d.clock.Advance(5 * time.Second)
	d.then("1002 -1 487/19", "1004 -1 487/19", "1005 0", "1005 65")
	d.hangup("1001")
	d.login("1000").asks("makeCall", `{"user":"1000","from":"600","to":["1001"],"type":"2"}`, `"result":"failed: 600 has no phone"`)

	d.talk("1008", "1009")
	d.did(d.Transfer(DefaultTenant, "1009", "600", pal.Blind))
	d.answer("1004")
	d.talkers("1008 talking 1004", "1004 talking 1008")
}

func TestAGroupHuntsItsMembersOneAfterTheOther(t *testing.T) {
	d := newDesk(t, Options{})
	d.create("600", pal.GroupExtension, `{"stype":"rr","phoneforward":"1001,1002,1004","noanswerforward":"1005"}`)
	d.did(d.Unregister(DefaultTenant, "1001"))
	d.set("1002", `{"pln1_d_phoneforward":"1008","pln1_d_noanswerforward":"1008"}`)

	d.call("1006", "600")
	d.then("1006 1", "1002 0", "1002 65")
	d.clock.Advance(20 * time.Second)
	d.then("1002 -1 487/19", "1004 0", "1004 65")
	d.hangup("1004")
	d.then("1004 -1 603/21", "1005 0", "1005 65")
	d.answer("1005")
	d.talkers("1006 talking 1005", "1005 talking 1006")
}

func TestAGroupOfNobodyEndsTheCall(t *testing.T) {
	d := newDesk(t, Options{})
	for number, properties := range map[string]string{"600": `{"desc":"empty"}`, "601": `{"stype":"rr"}`} {
		d.create(number, pal.GroupExtension, properties)
		d.call("1001", number)
		d.talkers()
	}
}

func TestOtherExtensionsAnswerWithAnAnnouncement(t *testing.T) {
	d := newDesk(t, Options{})
	d.create("700", pal.IVRExtension, `{"name":"Menu"}`)
	d.call("1001", "700")
	d.clock.Advance(0)
	d.then("1001 1", "1001 14")
	d.talkers("1001 talking 700", "700 talking 1001")
	if err := d.Park(DefaultTenant, "1001", "801"); err == nil {
		t.Error("an announcement can be parked")
	}

	d.clock.Advance(25 * time.Second)
	d.then("1001 12", "1001 -1 200/16")

	// Deleted while it speaks, it says no more.
	d.call("1001", "700")
	d.clock.Advance(0)
	d.seen = nil
	d.login("1000").asks("deleteExtension", `{"extension":"700"}`, right)
	d.then("1001 12", "1001 -1 200/16")
}
