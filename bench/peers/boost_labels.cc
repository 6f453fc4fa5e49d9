/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What does Boost Graph's r_c_shortest_paths need for the same graph? A program of its own, linked with
 * nothing of finopt: reads what bench/peer_graphs.c writes, finds all Pareto-optimal (energy, latency) paths
 * in time from vertex 0 to the last, and prints `optimal ENERGY SECONDS` or `infeasible - SECONDS` of
 * processor time of one run, reading not included; measured as measure_least_s of bench/measure.h measures
 * ours.
 *
 * All paths, and the least of them taken: the overload for a single path returns whichever reached the target
 * first (boostorg/graph issue 363).
 *
 *   boost_labels FILE.graph
 */
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/r_c_shortest_paths.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <vector>

double processor_seconds()
{
    std::timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct vertex {
    int num = 0;
};

struct arc {
    int num = 0;
    std::int64_t energy = 0;
    std::int64_t latency = 0;
};

using network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, vertex, arc>;

struct spent {
    std::int64_t energy = 0;
    std::int64_t latency = 0;
};

bool operator==(const spent &a, const spent &b)
{
    return a.energy == b.energy && a.latency == b.latency;
}

bool operator<(const spent &a, const spent &b)
{
    return a.energy != b.energy ? a.energy < b.energy : a.latency < b.latency;
}

struct extend {
    std::int64_t deadline;

    bool operator()(const network &graph, spent &next, const spent &now,
                    boost::graph_traits<network>::edge_descriptor edge) const
    {
        const arc &a = boost::get(boost::edge_bundle, graph)[edge];
        next.energy = now.energy + a.energy;
        next.latency = now.latency + a.latency;
        return next.latency <= deadline;
    }
};

struct dominates {
    bool operator()(const spent &a, const spent &b) const
    {
        return a.energy <= b.energy && a.latency <= b.latency;
    }
};

// What the Pareto-optimal paths from vertex 0 to the last spend.
std::vector<spent> pareto_ends(const network &graph, std::int64_t deadline)
{
    std::vector<std::vector<boost::graph_traits<network>::edge_descriptor>> paths;
    std::vector<spent> ends;
    boost::r_c_shortest_paths(graph, boost::get(&vertex::num, graph), boost::get(&arc::num, graph), 0,
                              boost::num_vertices(graph) - 1, paths, ends, spent(), extend{deadline},
                              dominates(), std::allocator<boost::r_c_shortest_paths_label<network, spent>>(),
                              boost::default_r_c_shortest_paths_visitor());
    return ends;
}

// Processor time of one run: the least of three rounds, each of so many runs that it lasts a millisecond;
// none begins when a second has gone.
template <typename Run> double least_seconds(Run run)
{
    double least_s = std::numeric_limits<double>::infinity();
    double spent_s = 0.0;
    long runs = 1;
    for (int round = 0; round < 3 && spent_s < 1.0;) {
        const double begin_s = processor_seconds();
        for (long r = 0; r < runs; r++) {
            run();
        }
        const double took_s = processor_seconds() - begin_s;
        if (took_s < 1e-3) {
            runs *= 2;
            continue;
        }
        least_s = std::min(least_s, took_s / static_cast<double>(runs));
        spent_s += took_s;
        round++;
    }
    return least_s;
}

int main(int argc, char **argv)
{
    std::FILE *file = argc == 2 ? std::fopen(argv[1], "r") : nullptr;
    unsigned long vertices = 0;
    unsigned long arcs = 0;
    long long deadline = 0;
    if (file == nullptr || std::fscanf(file, "%lu %lu %lld", &vertices, &arcs, &deadline) != 3) {
        std::fprintf(stderr, "usage: boost_labels FILE.graph\n");
        return 2;
    }
    network graph(vertices);
    for (unsigned long v = 0; v < vertices; v++) {
        graph[v].num = static_cast<int>(v);
    }
    for (unsigned long a = 0; a < arcs; a++) {
        unsigned long tail = 0;
        unsigned long head = 0;
        long long energy = 0;
        long long latency = 0;
        if (std::fscanf(file, "%lu %lu %lld %lld", &tail, &head, &energy, &latency) != 4) {
            std::fprintf(stderr, "%s: arc %lu is missing\n", argv[1], a);
            return 2;
        }
        boost::add_edge(tail, head, arc{static_cast<int>(a), energy, latency}, graph);
    }
    std::fclose(file);
    std::vector<spent> ends;
    const double took_s = least_seconds([&] { ends = pareto_ends(graph, deadline); });
    if (ends.empty()) {
        std::printf("infeasible - %.9f\n", took_s);
        return 0;
    }
    spent best = ends[0];
    for (const spent &end : ends) {
        best = end < best ? end : best;
    }
    std::printf("optimal %lld %.9f\n", static_cast<long long>(best.energy), took_s);
    return 0;
}
