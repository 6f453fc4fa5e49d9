/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are these the same bytes? FIPS 180-4, straight from its section 6.2; the test vectors of its annex in the
 * tests. */
#include "base/sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, LENGTH_FIELD = 8 };

static const uint32_t round_constants[BLOCK] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static void expand(uint32_t schedule[BLOCK], const unsigned char *block)
{
    for (size_t t = 0; t < 16; t++) {
        schedule[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
                      (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    }
    for (size_t t = 16; t < BLOCK; t++) {
        const uint32_t a = schedule[t - 15];
        const uint32_t b = schedule[t - 2];
        schedule[t] = schedule[t - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + schedule[t - 7] +
                      (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

static void add_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t schedule[BLOCK];
    uint32_t v[8]; /* a to h of the standard */
    expand(schedule, block);
    memcpy(v, state, sizeof v);
    for (size_t t = 0; t < BLOCK; t++) {
        const uint32_t sum1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        const uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        const uint32_t t1 = v[7] + sum1 + choice + round_constants[t] + schedule[t];
        const uint32_t sum0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        const uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += t1;
        v[0] = t1 + sum0 + majority;
    }
    for (size_t i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

void sha256_hex(char hex[SHA256_HEX_SIZE], const char *bytes, size_t length)
{
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    unsigned char tail[2 * BLOCK] = {0};
    const unsigned char *at = (const unsigned char *)bytes;
    size_t left = length;
    for (; left >= BLOCK; left -= BLOCK, at += BLOCK) {
        add_block(state, at);
    }
    if (left > 0) {
        memcpy(tail, at, left);
    }
    tail[left] = 0x80;
    const size_t tail_length = left + 1 + LENGTH_FIELD <= BLOCK ? BLOCK : 2 * BLOCK;
    const uint64_t bits = (uint64_t)length * 8;
    for (size_t i = 0; i < LENGTH_FIELD; i++) {
        tail[tail_length - 1 - i] = (unsigned char)(bits >> 8 * i);
    }
    for (size_t begin = 0; begin < tail_length; begin += BLOCK) {
        add_block(state, tail + begin);
    }
    for (size_t i = 0; i < 8; i++) {
        snprintf(hex + 8 * i, SHA256_HEX_SIZE - 8 * i, "%08x", (unsigned)state[i]);
    }
}
