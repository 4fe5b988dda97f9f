// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <libical/ical.h>
#include <stdlib.h>

// Rules are handled by pointer: the structure holds lists of more than 3,000 bytes.

// NULL when the text is no rule.
static inline struct icalrecurrencetype *visavis_ical_rule_new(const char *text) {
    struct icalrecurrencetype *rule = malloc(sizeof *rule);
    if (rule == NULL) { return NULL; }
    *rule = icalrecurrencetype_from_string(text);
    if (rule->freq != ICAL_NO_RECURRENCE) { return rule; }
    free(rule);
    return NULL;
}

// The rule's iterators must have been freed before.
static inline void visavis_ical_rule_free(struct icalrecurrencetype *rule) {
    free(rule->rscale);
    free(rule);
}

static inline icalrecur_iterator *visavis_ical_iterator_new(
    const struct icalrecurrencetype *rule, struct icaltimetype start) {
    return icalrecur_iterator_new(*rule, start);
}

// Goes on from a later time: 1, or 0 when the rule has none. An earlier call's error would make libical give up.
static inline int visavis_ical_iterator_skip(icalrecur_iterator *iterator, struct icaltimetype start) {
    icalerror_clear_errno();
    return icalrecur_iterator_set_start(iterator, start);
}
