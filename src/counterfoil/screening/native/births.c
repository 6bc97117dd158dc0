/* What birth dates say: counterfoil.screening.matching.evidence, step for step. */

#include "costs.h"
#include "parts.h"

#include <math.h>
#include <string.h>

enum { YEARS_NEAR = 1, YEARS_ABOUT = 2 };

static int years_apart(const cf_birth *one, const cf_birth *other)
{
    int after = other->year - (one->until ? one->until : one->year);
    int before = one->year - (other->until ? other->until : other->year);
    int apart = after > before ? after : before;
    return apart > 0 ? apart : 0;
}

static int birth_verdict(const cf_birth *said, const cf_birth *listed)
{
    int apart = years_apart(said, listed), same_month = said->month == listed->month, same_day = said->day == listed->day;
    int near = apart <= (said->is_about || listed->is_about ? YEARS_ABOUT : YEARS_NEAR) ? BIRTH_YEAR_NEAR : BIRTH_DIFFERS;
    if (!said->month || !listed->month) return apart == 0 ? BIRTH_YEAR_ONLY : near;
    if (!said->day || !listed->day) {
        if (!same_month) return BIRTH_DIFFERS;
        return apart == 0 ? BIRTH_MONTH : near;
    }
    if (same_month && same_day) {
        if (apart == 0) return BIRTH_SAME;
        if (apart == 1) return BIRTH_ONE_YEAR_OFF;
    }
    if (said->is_about || listed->is_about) return near;
    if (apart) return BIRTH_DIFFERS;
    if (said->month == listed->day && said->day == listed->month) return BIRTH_SWAPPED;
    return same_month || same_day ? BIRTH_NEAR : BIRTH_DIFFERS;
}

double cf_score(const double *parameters, double name_score, const cf_birth *query, const cf_birth *listed,
                int listed_births)
{
    costs_t costs;
    double most;
    if (!query->year || !listed_births) return name_score;
    if (name_score <= 0) return 0.0;
    memcpy(&costs, parameters, sizeof costs);
    most = costs.birth[birth_verdict(query, listed)];
    for (int i = 1; i < listed_births; i++) {
        double weight = costs.birth[birth_verdict(query, &listed[i])];
        if (weight > most) most = weight;
    }
    return 1 / (1 + exp(-(log(name_score / (1 - name_score)) + most)));
}
