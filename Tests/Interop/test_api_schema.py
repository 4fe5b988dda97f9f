# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""PyPI schemathesis holds the interface's own description against the running server."""

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance, ignored_auth, negative_data_rejection, response_headers_conformance,
    response_schema_conformance, status_code_conformance, unsupported_method)

from conftest import served
from person import Person
from programs import Program, at, make_key, make_type

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
          response_schema_conformance, negative_data_rejection, unsupported_method, ignored_auth]


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("schema"), api_requests_per_minute="1000000"):
        Person(server).set_up()
        make_type(server)
        key = make_key(server)
        Program(server, key).book(at(3, 9))
        schema = schemathesis.openapi.from_url(f"{server.base}/api/openapi.json")
        schema.server, schema.key = server, key
        yield schema
        assert server.process.poll() is None


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@hypothesis.settings(max_examples=25, deadline=None, derandomize=True, database=None,
                     suppress_health_check=list(hypothesis.HealthCheck))
def test_the_server_does_what_it_says(case, described):
    case.call_and_validate(headers={"Authorization": f"Bearer {described.key}"}, checks=CHECKS)
