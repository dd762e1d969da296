"""Patches through the 3D U-Net in eager PyTorch, timed on demand: the other side of the comparison."""

import argparse

import torch

import unet


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--shape", type=unet.shape, required=True)
    parser.add_argument("--patches", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    network = unet.network(options.seed).eval()
    patch = torch.rand(1, 1, *options.shape)

    def turn():
        with torch.inference_mode():
            for _ in range(options.patches):
                logits = network(patch)
        return logits.sum().item()

    unet.serve(network, turn)


if __name__ == "__main__":
    main()
