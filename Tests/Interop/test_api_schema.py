# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""PyPI schemathesis holds the interface's own description against the running server."""

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance, ignored_auth, negative_data_rejection, response_headers_conformance,
    response_schema_conformance, status_code_conformance, unsupported_method)

from conftest import served
from person import Person
from programs import Program, at, make_key, make_type

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
          response_schema_conformance, negative_data_rejection, unsupported_method, ignored_auth]
REFUSALS = [400, 401, 404, 405, 409, 412, 413, 415, 422]
OPERATIONS = ["createAppointment", "listAppointments", "getAppointment", "moveAppointment", "cancelAppointment", "listTypes",
              "listSlots"]


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("schema"), api_requests_per_minute="1000000"):
        Person(server).set_up()
        make_type(server)
        server.key = make_key(server)
        Program(server, server.key).book(at(3, 9))
        config = schemathesis.config.SchemathesisConfig.from_dict(
            {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}})
        schema = schemathesis.openapi.from_url(f"{server.base}/api/openapi.json", config=config)
        found = [result.ok() for result in schema.get_all_operations()]
        server.operations = {operation.definition.raw["operationId"]: operation for operation in found}
        yield server
        assert server.process.poll() is None


def test_every_operation_is_tried(described):
    assert set(described.operations) == set(OPERATIONS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_server_does_what_it_says(described, operation, mode):
    strategy = described.operations[operation].as_strategy(generation_mode=mode)

    @hypothesis.settings(max_examples=20, deadline=None, derandomize=True, database=None,
                         suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=strategy)
    def hold(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {described.key}"}, checks=CHECKS)

    hold()
