# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The samples of docs/wordpress.md, run by PHP with WordPress's functions replaced."""

import json
import re
import subprocess
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs/wordpress.md"

# What the samples use of WordPress, by its documentation: an error has no code and no fields.
WORDPRESS = r"""
const VISAVIS_URL = 'https://rooms.example.org', VISAVIS_KEY = 'vv_key';
class WP_Error {}
$actions = $asked = $later = $meta = array();
$waits = false;
function add_action( $name, $call ) { global $actions; $actions[ $name ] = $call; }
function wp_remote_post( $url, $sent ) { global $asked, $answer; $asked[] = array( $url, $sent ); return $answer; }
function is_wp_error( $answer ) { return $answer instanceof WP_Error; }
function wp_remote_retrieve_response_code( $answer ) { return is_wp_error( $answer ) ? '' : $answer['status']; }
function wp_remote_retrieve_header( $answer, $name ) { return is_wp_error( $answer ) ? '' : $answer['fields'][ $name ] ?? ''; }
function wp_remote_retrieve_body( $answer ) { return is_wp_error( $answer ) ? '' : $answer['body']; }
function wp_schedule_single_event( $time, $name, $with ) { global $later; $later[] = array( $time - time(), $name, $with ); return true; }
function wp_next_scheduled( $name, $with ) { global $waits; return $waits; }
function update_post_meta( $id, $name, $value ) { global $meta; $meta[ $id ][ $name ] = $value; }
function get_post_meta( $id, $name, $single ) { global $meta; return $meta[ $id ][ $name ] ?? ''; }
function delete_post_meta( $id, $name ) { global $meta; unset( $meta[ $id ][ $name ] ); }
function wp_json_encode( $value ) { return json_encode( $value ); }
function wp_timezone_string() { return 'Europe/Paris'; }
"""

BEGIN = r"""
ini_set( 'error_log', '/dev/null' );
$answer  = null === $given ? new WP_Error() : $given;
$booking = (object) array( 'id' => 7, 'start_timestamp' => 1796133600, 'name' => 'Zoë', 'email' => 'zoe@example.org' );
"""
BOOK = "$actions['my_booking_confirmed']( $booking );"
END = r"""
echo json_encode( array( 'asked' => $asked, 'later' => $later, 'meta' => (object) $meta ) );
"""


def sample() -> str:
    blocks = re.findall(r"```php\n<\?php\n(.*?)```", DOCUMENT.read_text(), re.S)
    return next(block for block in blocks if "my_booking_confirmed" in block)


def done(answer: dict | None, what: str) -> dict:
    """What is done when Vis-à-vis answers so; None when it is not reached."""
    given = f"$given = json_decode( <<<'JSON'\n{json.dumps(answer)}\nJSON, true );"
    program = "<?php\n" + WORDPRESS + sample() + given + BEGIN + what + END
    run = subprocess.run(["php"], input=program, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0 and run.stdout.startswith("{"), run.stdout + run.stderr
    return json.loads(run.stdout)


def booked(answer: dict | None) -> dict:
    return done(answer, BOOK)


LATER = pytest.mark.parametrize("answer, wait", [
    (None, 60), ({"status": 502}, 60), ({"status": 503, "fields": {"retry-after": "5"}}, 60), ({"status": 500}, 60),
    ({"status": 429, "fields": {"retry-after": "90"}}, 90)])


@LATER
def test_a_booking_that_did_not_arrive_is_sent_again(answer, wait):
    made = booked(answer and {"fields": {}, "body": "", **answer})
    (seconds, name, with_what), = made["later"]
    assert abs(seconds - wait) <= 2 and name == "my_booking_confirmed" and with_what[0]["id"] == 7
    assert made["asked"][0][1]["headers"]["Idempotency-Key"] == "booking-7" and made["meta"] == {}


@pytest.mark.parametrize("status, body", [
    (201, {"id": "a" * 32}), (409, {"alternatives": ["2026-12-01T10:00:00Z"]}), (422, {"reason": "invalid"}), (401, {})])
def test_a_booking_with_an_answer_is_not_sent_again(status, body):
    made = booked({"status": status, "fields": {}, "body": json.dumps(body)})
    assert made["later"] == [] and len(made["asked"]) == 1
    assert made["meta"] == ({"7": {"visavis_id": "a" * 32}} if status == 201 else {})


# MARK: changes

ARRIVED = "$meta[7]['visavis_id'] = 'abc';"
MOVE = "visavis_change( $booking, 'move', array( 'startsAt' => '2027-01-12T09:00:00Z' ) );"
CANCEL = "visavis_change( $booking, 'cancel', array( 'reason' => 'Ill' ) );"
TELL = "$actions['visavis_tell_change']( $booking );"


@LATER
def test_a_change_that_did_not_arrive_is_sent_again_as_a_booking_is(answer, wait):
    made = done(answer and {"fields": {}, "body": "", **answer}, ARRIVED + MOVE)
    (seconds, name, with_what), = made["later"]
    assert abs(seconds - wait) <= 2 and name == "visavis_tell_change" and with_what[0]["id"] == 7
    assert made["meta"]["7"]["visavis_change"] == ["move", {"startsAt": "2027-01-12T09:00:00Z"}]


@pytest.mark.parametrize("status", [200, 409, 422, 404])
def test_a_change_with_an_answer_is_not_sent_again(status):
    made = done({"status": status, "fields": {}, "body": "{}"}, ARRIVED + MOVE + TELL)
    assert made["later"] == [] and len(made["asked"]) == 1 and made["meta"] == {"7": {"visavis_id": "abc"}}
    url, sent = made["asked"][0]
    assert url.endswith("/api/v1/appointments/abc/move") and json.loads(sent["body"]) == {"startsAt": "2027-01-12T09:00:00Z"}


def test_of_two_changes_that_did_not_arrive_the_last_one_alone_is_told():
    made = done(None, ARRIVED + MOVE + CANCEL + "$answer = array( 'status' => 200, 'fields' => array() );" + TELL + TELL)
    assert [url.rsplit("/", 1)[1] for url, _ in made["asked"]] == ["move", "cancel", "cancel"]
    assert made["meta"] == {"7": {"visavis_id": "abc"}}


def test_a_change_waits_for_a_booking_that_has_not_arrived():
    made = done(None, "$waits = time() + 30;" + CANCEL)
    assert made["asked"] == [] and [name for _, name, _ in made["later"]] == ["visavis_tell_change"]
    made = done(None, CANCEL)
    assert made["asked"] == made["later"] == [] and made["meta"] in ({"7": []}, {"7": {}})
